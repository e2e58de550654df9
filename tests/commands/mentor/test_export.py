"""Export: everything that is held on somebody, for them alone, as a page and as JSON."""

import json
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import BytesIO
from time import perf_counter
from zipfile import ZipFile

from sqlalchemy import insert, update

from mentorbot.chat.blocks import File
from mentorbot.chat.limits import FILES_SIZE
from mentorbot.domain.personal import Fact, Held
from mentorbot.messages.personal import files
from mentorbot.messages.personal_kinds import KINDS
from mentorbot.platforms.local.somebody import Shown, Somebody
from mentorbot.store.held import ANSWERS, NAMED
from mentorbot.store.tables import mentor_notes, workspaces
from tests.commands.mentor.conftest import Workspace

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
WHO = {"name": "Kim", "user": "U1", "zone": "America/New_York"}


class Tags(HTMLParser):
    """Every tag of a page, with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())


def _given(shown: Shown) -> dict[str, bytes]:
    assert shown.reply is not None
    return {each.name.rpartition(".")[2]: each.content for each in shown.reply.attached}


async def test_everything_comes_as_a_page_and_as_json(workspace: Workspace, learner: Somebody) -> None:
    await learner.says("/mentor done evidence=https://example.org/trace")
    await learner.says("/mentor pass Do you sponsor visas?")
    await workspace.wait(days=1, hours=3)
    shown = await learner.says("/mentor export")
    assert not shown.public
    assert shown.reply is not None
    assert [each.name for each in shown.reply.attached] == ["mentorbot-2026-11-23.json", "mentorbot-2026-11-23.html"]
    assert "Only you get it." in shown.text
    assert "Texts are kept here until you delete them. /mentor forget deletes all of it" in shown.text.replace("`", "")
    given = _given(shown)
    held = json.loads(given["json"])
    assert held["person"]["name"] == "Kim"
    assert held["completions"][0]["evidence"] == "https://example.org/trace"
    assert held["questions"][0]["text"] == "Do you sponsor visas?"
    assert held["deliveries"][0]["state"] == "sent"
    assert held["about"]["parts"].keys() == held.keys() - {"about"}
    page = Tags(given["html"].decode())
    for words in (
        "Tasks you did (1)",
        "https://example.org/trace",
        "Do you sponsor visas?",
        "Spring 26",
        "America/New_York",
    ):
        assert words in page.words, words
    assert any(each.startswith("Monday 23 November 2026, 09:00") for each in page.words), "on Kim's own clock"


async def test_somebody_of_whom_nothing_is_held_but_their_name_gets_that(kim: Somebody) -> None:
    shown = await kim.says("/mentor export")
    assert "I know who you are here, and no more." in shown.text
    given = _given(shown)
    assert json.loads(given["json"]).keys() == {"about", "person"}
    assert "Kim" in Tags(given["html"].decode()).words


async def test_private_notes_of_a_mentor_are_counted_and_not_told(workspace: Workspace, learner: Somebody) -> None:
    robin, kim = workspace.somebody("robin"), await workspace.member("kim")
    await robin.says("/mentor home")
    author = await workspace.member("robin")
    async with workspace.app.store.begin() as tx:
        for text, shared in (("slow but thorough", False), ("try the second task", True)):
            row = {"author": author.key, "learner": kim.key, "text": text, "shared": shared, "at": workspace.now}
            await tx.execute(insert(mentor_notes).values(row))
    shown = await learner.says("/mentor export")
    whole = shown.text + str(_given(shown))
    assert "slow but thorough" not in whole
    assert "try the second task" in whole
    assert "Not in it: 1 private note that a mentor wrote about you." in shown.text
    assert b"1 private note that a mentor wrote" in _given(shown)["html"]


async def test_how_long_texts_are_kept_is_said(workspace: Workspace, learner: Somebody) -> None:
    async with workspace.app.store.begin() as tx:
        await tx.execute(update(workspaces).values(retention_days=90))
    shown = await learner.says("/mentor export")
    said = "Texts are kept for 90 days here, and go by themselves after that."
    assert said in shown.text
    assert all(said.encode() in each for each in _given(shown).values())


def test_every_kind_that_is_held_has_a_name_in_plain_words() -> None:
    assert {ANSWERS, *(table.name for table in NAMED)} == set(KINDS)


def test_a_column_of_the_page_is_one_of_the_table() -> None:
    for table in NAMED:
        assert set(KINDS[table.name].columns) <= {column.name for column in table.c}, table.name


def test_what_people_wrote_is_shown_as_it_is_and_does_nothing() -> None:
    wrote = '<script src="https://evil.example"></script><img src=x onerror=alert(1)> & "20261123"'
    held = Held({**WHO, "name": wrote}, {"completions": [{"task": wrote, "done_at": "2026-11-23T08:00:00+00:00"}]})
    _, page = files(held, "Asia/Kathmandu", NOW, None)
    seen = Tags(page.content.decode())
    allowed = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "div", "table", "thead", "tbody"}
    assert {tag for tag, _ in seen.tags} <= allowed | {"tr", "th", "td"}
    assert all(not name.startswith("on") and name not in {"src", "href"} for _, each in seen.tags for name in each)
    assert seen.words.count(wrote) == 2
    assert "Monday 23 November 2026, 13:45" in seen.words


def test_very_much_is_packed_so_that_it_can_be_sent() -> None:
    letter: dict[str, Fact] = {
        "kind": "nudge",
        "guide": "technical-product-manager",
        "task": "t" * 40,
        "week": 1,
        "done": 0,
        "why": "",
    }
    row: dict[str, Fact] = dict.fromkeys(("scheduled_at", "settled_at", "until"), "2026-11-23T08:00:00+00:00") | {
        "letter": letter
    }
    held = Held(
        WHO, {"deliveries": [{**row, "kind": "nudge", "state": "sent", "message": f"{n:020}"} for n in range(10_000)]}
    )
    began = perf_counter()
    (made,) = files(held, "Europe/Berlin", NOW, None)
    assert perf_counter() - began < 20
    assert (made.name, made.media_type) == ("mentorbot-2026-11-30.zip", "application/zip")
    assert len(made.content) < FILES_SIZE
    with ZipFile(BytesIO(made.content)) as archive:
        assert archive.namelist() == ["mentorbot-2026-11-30.json", "mentorbot-2026-11-30.html"]
        assert len(json.loads(archive.read("mentorbot-2026-11-30.json"))["deliveries"]) == 10_000


def test_a_page_and_json_are_two_files_as_long_as_they_fit() -> None:
    assert [type(each) for each in files(Held(WHO, {}), "UTC", NOW, None)] == [File, File]
