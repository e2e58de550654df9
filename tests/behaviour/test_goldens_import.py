"""What an admin sees of a list of people, before anybody is added and after."""

from tests.behaviour.goldens import Chapter
from tests.behaviour.shown import Person
from tests.behaviour.world import World

LIST = b'name,email,time zone\nAda,,\nKim,kim@example.org,America/New_York\nSomebody Else,,\n"half\n'
"""Discord tells no addresses, so that a name finds Kim there."""


async def test_a_list(world: World, venue: str, ada: Person, kim: Person, robin: Person) -> None:
    seen = Chapter(venue, "lists")
    await world.cohort()
    for each in (ada, kim):
        await each.does("home")
    await robin.does("cohort add", member=ada, cohort="Spring 26", tz="Europe/Berlin")
    shown = seen.keep("cohort-import-file", await robin.does("cohort import", cohort="Spring 26", file=LIST))
    (file,) = shown.files
    assert file.name == "spring-26-dry-run.csv"
    assert "in it already" in file.content.decode("utf-8-sig")
    added = seen.keep("cohort-import-file-added", await shown.press("Add 1 person"))
    assert "1 person is in Spring 26 now" in added.text
    seen.keep("cohort-import-file-again", await shown.press("Add 1 person"))
    left = await (await robin.does("cohort import", cohort="Spring 26", file=b"Lee")).press("Show the cohort")
    assert "Kim" in left.text
    seen.verify()
