"""An edit of a cohort, and the yes to it where people are in it."""

from mentorbot.platforms.local.somebody import Shown, Somebody


async def edits(admin: Somebody, terms: str) -> Shown:
    """`/cohort edit` with these terms, confirmed where it asks."""
    shown = await admin.says(f"/cohort edit {terms}")
    return await shown.press("Change it") if "Leave it" in shown.buttons else shown
