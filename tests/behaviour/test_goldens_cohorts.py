"""What people see of a cohort that is changed, asked for, repeated, moved between and written to, word by word."""

from tests.behaviour.goldens import Chapter
from tests.behaviour.shown import Person
from tests.behaviour.world import World


async def test_a_change_is_asked_first(world: World, venue: str, ada: Person, kim: Person, robin: Person) -> None:
    seen = Chapter(venue, "cohorts-changed")
    await world.cohort()
    await ada.joins("Spring 26")
    await kim.joins("Spring 26")
    await kim.does("schedule", day="friday")
    change = {"day": "thursday", "time": "16:30", "ends": "2027-06-30"}
    asked = seen.keep("cohort-edit", await robin.does("cohort edit", cohort="Spring 26", **change))
    seen.keep("cohort-discard", await asked.press("Leave it"))
    seen.keep("cohort-confirm-what-was-left", await asked.press("Change it"))
    asked = await robin.does("cohort edit", cohort="Spring 26", **change)
    second = await robin.does("cohort edit", cohort="Spring 26", name="Spring term", approval="yes")
    seen.keep("cohort-edit-moves-nobody", second)
    seen.keep("cohort-confirm", await asked.press("Change it"))
    seen.keep("cohort-confirm-again", await asked.press("Change it"))
    again = seen.keep("cohort-confirm-changed-meanwhile", await second.press("Change it"))
    seen.keep("cohort-confirm-after-all", await again.press("Change it"))
    seen.verify()


async def test_people_who_ask_to_join(world: World, venue: str, ada: Person, kim: Person, robin: Person) -> None:
    seen = Chapter(venue, "cohorts-asked")
    seen.keep("cohort-create-with-approval", await world.cohort(approval="yes"))
    seen.keep("mentor-join-asks", await ada.joins("Spring 26"))
    seen.keep("mentor-join-asks-again", await ada.does("join", cohort="Spring 26"))
    seen.keep("mentor-home-of-who-asked", await ada.does("home"))
    seen.keep("mentor-progress-of-who-asked", await ada.does("progress"))
    await kim.joins("Spring 26")
    shown = seen.keep("cohort-show-who-waits", await robin.does("cohort show", cohort="Spring 26"))
    seen.keep("cohort-explain-who-asked", await robin.does("cohort explain", member=ada))
    await world.in_a_while(minutes=10)
    seen.keep("digest", robin.messages[-1])
    seen.keep("cohort-admit", await shown.press("Let Ada in"))
    seen.keep("cohort-admit-again", await shown.press("Let Ada in"))
    form = seen.keep("cohort-decline-form", await shown.press("Turn Kim down"))
    reason = {"A reason, if you like; they read it": "It is *full*, ask again in autumn."}
    seen.keep("cohort-decline", await form.form.submit(reason))
    seen.keep("cohort-admit-after-no", await shown.press("Let Kim in"))
    await world.in_a_while(minutes=1)
    seen.keep("letter-yes", ada.messages[-1])
    seen.keep("letter-no", kim.messages[-1])
    await kim.joins("Spring 26")
    seen.keep("mentor-leave-takes-it-back", await kim.does("leave"))
    await kim.joins("Spring 26")
    seen.keep("cohort-show-who-is-out", await robin.does("cohort show", cohort="Spring 26"))
    seen.keep("cohort-archive-with-people-waiting", await robin.does("cohort archive", cohort="Spring 26", sure="yes"))
    await world.in_a_while(minutes=1)
    seen.keep("letter-closed", kim.messages[-1])
    seen.keep("cohort-show-archived", await robin.does("cohort show", cohort="Spring 26"))
    seen.verify()


async def test_the_next_term(world: World, venue: str, ada: Person, robin: Person) -> None:
    seen = Chapter(venue, "cohorts-moved")
    days = {"starts": "2026-12-01", "ends": "2027-02-26", "holidays": "DE, 2026-12-31"}
    await world.cohort("Winter 26", **days)
    await ada.joins("Winter 26")
    seen.keep("cohort-duplicate-form", await robin.does("cohort duplicate", cohort="Winter 26"))
    seen.keep("cohort-duplicate", await robin.does("cohort duplicate", cohort="Winter 26", name="Spring 27"))
    seen.keep("cohort-move", await robin.does("cohort move", member=ada, cohort="Spring 27"))
    seen.keep("cohort-move-again", await robin.does("cohort move", member=ada, cohort="Spring 27"))
    await world.in_a_while(minutes=1)
    seen.keep("letter-moved", ada.messages[-1])
    await robin.does("cohort remove", member=ada)
    seen.keep("cohort-move-nobody", await robin.does("cohort move", member=ada, cohort="Winter 26"))
    seen.verify()


async def test_announcements(world: World, venue: str, ada: Person, kim: Person, robin: Person) -> None:
    """It is Monday, 09:00 in Berlin and three at night in New York."""
    seen = Chapter(venue, "cohorts-announced")
    await world.cohort()
    seen.keep("cohort-announce-to-nobody", await robin.does("cohort announce", cohort="Spring 26", message="Hello"))
    await ada.joins("Spring 26")
    await kim.joins("Spring 26")
    seen.keep("cohort-announce-form", await robin.does("cohort announce", cohort="Spring 26"))
    message = "We meet on *Thursday*, @everyone: https://example.org/room <b>"
    shown = seen.keep("cohort-announce", await robin.does("cohort announce", cohort="Spring 26", message=message))
    seen.keep("cohort-announce-discarded", await shown.press("Discard"))
    shown = await robin.does("cohort announce", cohort="Spring 26", message=message)
    done = seen.keep("cohort-announce-confirmed", await shown.press("Confirm"))
    seen.keep("cohort-recall", await done.press("Undo"))
    seen.keep("cohort-recall-again", await done.press("Undo"))
    shown = await robin.does("cohort announce", cohort="Spring 26", message=message)
    done = await shown.press("Confirm")
    await world.in_a_while(minutes=2)
    seen.keep("letter", ada.messages[-1])
    seen.keep("cohort-recall-some", await done.press("Undo"))
    await robin.does("cohort pause", cohort="Spring 26")
    seen.keep("cohort-announce-resting", await robin.does("cohort announce", cohort="Spring 26", message="Hello"))
    seen.verify()
