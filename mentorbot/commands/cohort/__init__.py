"""`/cohort`: for admins, one file per word."""

from mentorbot.chat.command import Group

COHORT = Group("cohort", "Cohorts: who walks the guide together, and when", (), admins_only=True)
