"""The two words that many options take."""

from mentorbot.chat.reply import Choice

YES, NO = "yes", "no"
YES_OR_NO = (Choice(YES, YES), Choice(NO, NO))
