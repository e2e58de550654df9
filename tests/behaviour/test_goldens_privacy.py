"""What people see when they ask for what is held on them, and when they want it gone, word by word."""

from tests.behaviour.goldens import Chapter
from tests.behaviour.shown import Person, Reply
from tests.behaviour.world import World


def _files(reply: Reply) -> list[tuple[str, str]]:
    return [(each.name.rpartition(".")[2], each.media_type) for each in reply.files]


async def test_privacy(world: World, venue: str, ada: Person) -> None:
    seen = Chapter(venue, "privacy")
    seen.keep("mentor-forget-hardly-known", await ada.does("forget"))
    await world.cohort()
    await ada.joins("Spring 26")
    await ada.does("done", evidence="https://example.org/trace")
    await world.in_a_while(weeks=1)
    export = seen.keep("mentor-export", await ada.does("export"))
    assert _files(export) == [("json", "application/json"), ("html", "text/html")]
    assert all(b"https://example.org/trace" in each.content for each in export.files)
    asked = seen.keep("mentor-forget", await ada.does("forget"))
    seen.keep("mentor-forget-not", await asked.press("Keep it"))
    seen.keep("mentor-forget-sure", await (await ada.does("forget")).press("Delete everything"))
    seen.keep("mentor-forget-again", await asked.press("Delete everything"))
    seen.keep("mentor-home-as-somebody-new", await ada.does("home"))
    seen.keep("mentor-export-of-somebody-new", await ada.does("export"))
    await world.in_a_while(weeks=5)
    assert len(ada.messages) == 1
    seen.verify()
