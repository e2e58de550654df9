"""Forget: asked first, done in one go, and nothing of the person is left anywhere."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import func, insert, select

from mentorbot.app import open_app
from mentorbot.commands.mentor.forget import forget as forget_command
from mentorbot.domain.enrolments import EnrolmentState
from mentorbot.domain.personal import FORGOTTEN
from mentorbot.platforms.local.somebody import Somebody
from mentorbot.settings import Settings
from mentorbot.store import Tx
from mentorbot.store.enrolments import latest_of
from mentorbot.store.tables import (
    audit,
    checkins,
    deliveries,
    help_requests,
    kudos,
    members,
    mentor_notes,
    mentors,
    mentorships,
    metadata,
    proposals,
)
from tests.commands.cohort.conftest import CONTENT, StillClock
from tests.commands.mentor.conftest import Workspace

WROTE = ("https://example.org/adas-trace", "Do you sponsor visas?", "lost in the tests", "a kind word of hers")
"""Each text that Ada wrote."""


@asynccontextmanager
async def _living(folder: Path) -> AsyncIterator[Workspace]:
    settings = Settings(database_url=f"sqlite:///{folder}/bot.db", content_dir=CONTENT, local=True)
    clock = StillClock()
    async with open_app(settings, clock=clock) as app:
        assert app.local is not None
        yield Workspace(app, app.local, clock)


async def _lives(workspace: Workspace) -> Somebody:
    """Ada uses all that there is, by commands where there is one, and others do things about her."""
    ada, kim, robin = (workspace.somebody(each) for each in ("ada", "kim", "robin"))
    await robin.says('/cohort create "Spring 26"')
    await robin.says('/cohort create "Autumn 27"')
    await kim.says("/mentor join spring-26")
    await robin.says("/cohort add @ada spring-26")
    await robin.says("/cohort remove @ada spring-26")
    await ada.says("/mentor join spring-26")
    await ada.says(f"/mentor done evidence={WROTE[0]}")
    await (await ada.says("/mentor done")).press("Undo")
    await ada.says(f"/mentor pass {WROTE[1]}")
    await ada.says("/mentor schedule day=friday time=10:30")
    await workspace.wait(days=6)
    await robin.says("/cohort answer 1 Yes, ask Robin")
    await robin.says("/cohort explain @ada")
    await ada.says("/mentor snooze days=2")
    await workspace.wait(days=40)
    await ada.says("/mentor unpause")
    await workspace.hold("ada")
    await workspace.wait(days=2)
    async with workspace.app.store.begin() as tx:
        await _written_by_others(tx, workspace)
    return ada


async def _written_by_others(tx: Tx, workspace: Workspace) -> None:
    """What no command of this version writes yet."""
    ada, kim, robin = [await _key(tx, each) for each in ("ada", "kim", "robin")]
    now, here = workspace.now, 1
    for table, row in (
        (checkins, {"member": ada, "mood": "stuck", "note": WROTE[2], "at": now}),
        (help_requests, {"workspace": here, "member": ada, "note": WROTE[2], "asked_at": now, "escalates_at": now}),
        (
            mentorships,
            {"workspace": here, "mentor": kim, "learner": ada, "why": "both", "began_at": now, "state": "active"},
        ),
        (
            mentorships,
            {"workspace": here, "mentor": kim, "learner": robin, "why": "like Ada", "began_at": now, "state": "ended"},
        ),
        (mentor_notes, {"author": kim, "learner": ada, "text": "about Ada", "shared": False, "at": now}),
        (kudos, {"giver": ada, "receiver": kim, "text": WROTE[3], "at": now}),
        (
            proposals,
            {
                "workspace": here,
                "member": robin,
                "kind": "import",
                "content": {"people": [["ada", "Ada"]]},
                "made_at": now,
            },
        ),
        (
            audit,
            {
                "workspace": here,
                "member": robin,
                "command": "cohort add",
                "subject": "Spring 26",
                "about": ada,
                "before": {},
                "after": {},
                "at": now,
            },
        ),
    ):
        await tx.execute(insert(table).values(row))


async def _key(tx: Tx, user: str) -> int:
    return int((await tx.execute(select(members.c.key).where(members.c.user == user))).scalar_one())


async def _dump(workspace: Workspace) -> dict[str, str]:
    """Every table as text, but for the guides."""
    async with workspace.app.store.read() as tx:
        return {
            table.name: "\n".join(str(dict(row._mapping)) for row in await tx.execute(select(table)))
            for table in metadata.tables.values()
            if table.name != "guide_versions"
        }


def _named(text: str) -> Iterable[str]:
    return [*re.findall(r"\b[Aa]da\b", text), *(each for each in WROTE if each in text)]


async def test_nothing_of_somebody_who_lived_here_is_left(tmp_path: Path) -> None:
    async with _living(tmp_path) as workspace:
        ada = await _lives(workspace)
        before = await _dump(workspace)
        assert {name for name, text in before.items() if _named(text)} >= {
            "members",
            "completions",
            "questions",
            "deliveries",
        }
        assert all(any(each in text for text in before.values()) for each in WROTE)
        gone = await ada.says("/mentor forget sure=yes")
        assert "Everything I held on you is deleted" in gone.text
        for name, text in (await _dump(workspace)).items():
            assert not _named(text), name
        await workspace.wait(days=40)
        for name, text in (await _dump(workspace)).items():
            assert not _named(text), f"{name}, later"
    kept = _files_of_the_bot(tmp_path)
    assert "bot.db" in kept
    assert {name for name, content in kept.items() if _named(content)} == set(), "nor in what was deleted from a file"


def _files_of_the_bot(folder: Path) -> dict[str, str]:
    """All but the local page's transcript and its files, which are what was said on the page."""
    found = [each for each in folder.rglob("*") if each.is_file() and not each.name.startswith("local")]
    return {
        each.name: each.read_bytes().decode("latin-1") for each in found if not each.parent.name.startswith("local")
    }


async def test_it_is_asked_first_and_says_what_goes_and_what_stays(workspace: Workspace) -> None:
    ada = await _lives(workspace)
    asked = await ada.says("/mentor forget")
    for said in (
        "It can't be undone.",
        "your name, your id here, your time zone and your settings",
        "1 place in a cohort",
        "1 private note about you",
        "You leave Spring 26",
        "Kim is no longer your mentor.",
        "numbers without a name, an id, a text or an hour",
        "4 entries of the audit log: nobody can change that log, and from then on it says “Somebody who left”",
        "stays in its transcript",
        "Backups",
    ):
        assert said in asked.text, said
    assert asked.buttons == ("Delete everything", "Get a copy first", "Keep it")
    kept = await asked.press("Keep it")
    assert kept.text.startswith("Nothing was deleted.")
    assert (await workspace.member("ada")).name == "Ada"
    copy = await asked.press("Get a copy first")
    assert copy.reply is not None
    assert len(copy.reply.attached) == 2


async def test_a_second_click_finds_nothing_and_leaves_nothing(workspace: Workspace, learner: Somebody) -> None:
    asked = await learner.says("/mentor forget")
    assert "Everything I held on you is deleted" in (await asked.press("Delete everything")).text
    again = await asked.press("Delete everything")
    assert "Nothing is held on you any more." in again.text
    async with workspace.app.store.read() as tx:
        users = list((await tx.execute(select(members.c.user).order_by(members.c.key))).scalars())
    assert "kim" not in users
    assert len([each for each in users if each.startswith("forgotten:")]) == 1


async def test_two_clicks_at_once_are_one(workspace: Workspace, learner: Somebody) -> None:
    said = await asyncio.gather(*(learner.says("/mentor forget sure=yes") for _ in range(3)))
    assert sorted("Everything I held" in each.text for each in said) == [False, False, True]
    assert "kim" not in (await _dump(workspace))["members"]


async def test_somebody_in_no_cohort_is_forgotten_too(workspace: Workspace, kim: Somebody) -> None:
    asked = await kim.says("/mentor forget")
    assert "I hold your name, your id here and your time zone, and nothing else." in asked.text
    assert "gone too" in (await asked.press("Delete everything")).text
    assert (await _dump(workspace))["members"] == ""


async def test_an_old_button_makes_them_somebody_new(workspace: Workspace, learner: Somebody) -> None:
    before = await workspace.member("kim")
    home = await learner.says("/mentor home")
    await learner.says("/mentor done")
    await learner.says("/mentor forget sure=yes")
    pressed = await home.press("Progress")
    assert "You're not in a cohort" in pressed.text
    assert (await workspace.member("kim")).key != before.key
    await learner.says("/mentor join spring-26")
    assert "0 of" in (await learner.says("/mentor progress")).text


async def test_what_somebody_was_doing_at_that_moment_writes_nothing_anew(
    workspace: Workspace, learner: Somebody
) -> None:
    await asyncio.gather(
        learner.says("/mentor forget sure=yes"),
        learner.says("/mentor pass Is this kept?"),
        learner.says("/mentor schedule day=friday"),
        learner.says("/mentor done evidence=kept?"),
        learner.says("/mentor join spring-26 tz=Asia/Kathmandu"),
    )
    async with workspace.app.store.read() as tx:
        nobody = (await tx.execute(select(members).where(members.c.user.startswith("forgotten:")))).one()
        found = await latest_of(tx, nobody.key)
        texts = str([dict(row._mapping) for row in await tx.execute(select(metadata.tables["questions"]))])
    assert (nobody.name, nobody.zone) == (FORGOTTEN, None)
    assert found is not None
    assert found[0].state is EnrolmentState.LEFT
    assert f"'member': {nobody.key}" not in texts


async def test_an_import_at_that_moment_takes_them_in_as_somebody_new_or_not(
    workspace: Workspace, learner: Somebody, robin: Somebody
) -> None:
    _, imported = await asyncio.gather(
        learner.says("/mentor forget sure=yes"), robin.says("/cohort import channel=#general cohort=spring-26")
    )
    assert "in Spring 26 now" in imported.text
    async with workspace.app.store.read() as tx:
        number = (await tx.execute(select(func.count()).where(members.c.user == "kim"))).scalar_one()
    assert number <= 1
    await workspace.wait(days=8)


async def test_an_admin_who_is_forgotten_stays_in_the_log_as_somebody_who_left(
    workspace: Workspace, robin: Somebody, spring: str
) -> None:
    assert spring
    await robin.says("/mentor forget sure=yes")
    async with workspace.app.store.read() as tx:
        who = select(members.c.name).join(audit, audit.c.member == members.c.key)
        assert list((await tx.execute(who)).scalars()) == [FORGOTTEN]
    assert "Spring 26" in (await robin.says("/cohort list")).text, "the platform says that Robin may, as before"


async def test_a_mentor_is_told_whom_they_leave(workspace: Workspace, learner: Somebody) -> None:
    grace = workspace.somebody("grace")
    await grace.says("/mentor home")
    mentor, kim = await workspace.member("grace"), await workspace.member("kim")
    offer = {"capacity": 3, "topics": frozenset({"apis"}), "languages": frozenset(), "digest_day": (0,)}
    hours = {name: workspace.now.time() for name in ("hours_from", "hours_until", "digest_time")}
    async with workspace.app.store.begin() as tx:
        row = {"member": mentor.key, "state": "active", "since": workspace.now, **offer, **hours}
        await tx.execute(insert(mentors).values(row))
        pair = {"workspace": 1, "mentor": mentor.key, "learner": kim.key, "why": "w", "state": "active"}
        await tx.execute(insert(mentorships).values(pair | {"began_at": workspace.now}))
    asked = await grace.says("/mentor forget")
    assert "You no longer mentor Kim; admins are told that they need somebody." in asked.text
    gone = await asked.press("Delete everything")
    assert "1 mentee no longer has you as a mentor." in gone.text
    assert "mentor" not in (await learner.says("/mentor forget")).text.replace("/mentor", "")


async def test_a_waiting_nudge_does_not_come(workspace: Workspace, learner: Somebody) -> None:
    await workspace.owe_now("kim")
    await learner.says("/mentor forget sure=yes")
    workspace.jump(minutes=1)
    await workspace.wait(days=30)
    assert learner.direct_messages == []
    async with workspace.app.store.read() as tx:
        states = list((await tx.execute(select(deliveries.c.state))).scalars())
    assert [str(each) for each in states] == ["cancelled"]


def test_it_takes_no_loose_word_for_a_yes() -> None:
    assert all(each.by_name for each in forget_command.parameters)
