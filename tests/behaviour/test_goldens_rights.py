"""What people see of rights, of the audit log and of a workspace's settings, word by word."""

from tests.behaviour.goldens import Chapter
from tests.behaviour.shown import Person
from tests.behaviour.world import World


async def test_rights(world: World, venue: str, ada: Person, kim: Person, robin: Person) -> None:
    seen = Chapter(venue, "rights")
    seen.keep("cohort-list-refused", await ada.does("cohort list"))
    seen.keep("cohort-audit-nothing", await robin.does("cohort audit"))
    await world.cohort()
    seen.keep("cohort-admin-of-nobody-named", await robin.does("cohort admin"))
    given = seen.keep("cohort-admin-give", await robin.does("cohort admin", member=kim, give="admin"))
    seen.keep("cohort-admin-give-again", await robin.does("cohort admin", member=kim, give="admin"))
    seen.keep("cohort-list-let-in", await kim.does("cohort list"))
    seen.keep("cohort-admin-give-to-an-admin", await kim.does("cohort admin", member=robin, give="admin"))
    seen.keep("cohort-admin-give-to-oneself", await kim.does("cohort admin", member=kim, give="admin"))
    seen.keep("cohort-admin-of-one", await robin.does("cohort admin", member=kim))
    who = seen.keep("cohort-admin", await robin.does("cohort admin"))
    seen.keep("cohort-admin-form", await who.press("Name somebody"))
    seen.keep("cohort-admin-take-from-an-admin", await kim.does("cohort admin", member=robin, give="none"))
    asked = seen.keep("cohort-admin-take-from-oneself", await kim.does("cohort admin", member=kim, give="none"))
    seen.keep("cohort-admin-take-from-oneself-not", await asked.press("Keep it"))
    seen.keep("cohort-admin-take", await given.press("Take it back"))
    seen.keep("cohort-admin-take-again", await robin.does("cohort admin", member=kim, give="none"))
    seen.keep("cohort-admin-of-one-who-may-not", await robin.does("cohort admin", member=kim))
    seen.keep("cohort-list-refused-again", await kim.does("cohort list"))
    seen.keep("cohort-audit", await robin.does("cohort audit"))
    seen.keep("cohort-audit-of-one", await robin.does("cohort audit", member=kim))
    seen.verify()


async def test_the_log_in_pages(world: World, venue: str, robin: Person) -> None:
    seen = Chapter(venue, "log")
    await world.cohort()
    for _ in range(7):
        await robin.does("cohort pause", cohort="Spring 26")
        await robin.does("cohort unpause", cohort="Spring 26")
    first = seen.keep("cohort-audit-first-page", await robin.does("cohort audit"))
    second = seen.keep("cohort-audit-second-page", await first.press("Older"))
    assert second.place == first.place
    seen.keep("cohort-audit-first-page-again", await second.press("Newest"))
    seen.verify()


async def test_settings(world: World, venue: str, ada: Person, robin: Person) -> None:
    seen = Chapter(venue, "settings")
    await world.cohort()
    await ada.joins("Spring 26")
    await ada.does("checkin", mood="slow", note="a note of a year ago")
    now = seen.keep("cohort-settings", await robin.does("cohort settings"))
    form = seen.keep("cohort-settings-form", await now.press("Change the defaults"))
    changes = {"Day of the nudge, or two days": "Thursday", "Time of day": "4pm", "Days off": "germany"}
    seen.keep("cohort-settings-changed", await form.form.submit(changes))
    seen.keep("cohort-settings-same", await robin.does("cohort settings", day="thursday"))
    seen.keep("cohort-settings-approval", await now.press("Let people in one by one"))
    seen.keep("cohort-settings-escalate", await now.press("Admins needn't hear"))
    seen.keep("cohort-settings-stuck", await robin.does("cohort settings", stuck_weeks=2, escalate="yes"))
    seen.keep("cohort-settings-retention-too-short", await robin.does("cohort settings", retention="2 weeks"))
    seen.keep("cohort-settings-retention-unknown", await robin.does("cohort settings", retention="a while"))
    seen.keep(
        "cohort-settings-retention-and-more", await robin.does("cohort settings", retention="1 year", day="monday")
    )
    asked = seen.keep("cohort-settings-retention-of-nothing", await now.press("Keep texts for 12 months"))
    seen.keep("cohort-settings-retention-not", await asked.press("Leave it"))
    await robin.does("cohort pause", cohort="Spring 26")
    await world.at("2027-12-01 12:00 UTC")
    asked = seen.keep("cohort-settings-retention", await robin.does("cohort settings", retention="12 months"))
    seen.keep("cohort-settings-retention-sure", await asked.press("Delete after 12 months"))
    seen.keep("cohort-settings-retention-longer", await robin.does("cohort settings", retention="2 years"))
    seen.keep("cohort-settings-all-changed", await robin.does("cohort settings"))
    seen.keep("cohort-audit-of-settings", await robin.does("cohort audit"))
    seen.verify()
