"""`/cohort export`: a file for spreadsheets, with nothing in it that an admin may not see."""

import csv
from dataclasses import replace
from io import StringIO

from sqlalchemy import insert

from mentorbot.chat.blocks import File
from mentorbot.domain.members import WorkspaceKey
from mentorbot.platforms.local.somebody import Shown, Somebody
from mentorbot.store.audit import entries
from mentorbot.store.forgetting import forget
from mentorbot.store.people import save_member
from mentorbot.store.tables import checkins, mentor_notes, mentorships
from tests.commands.cohort.conftest import Workspace
from tests.commands.cohort.walkers import filled, the_cohort, walked


def the_file(shown: Shown) -> File:
    assert shown.reply is not None
    (file,) = shown.reply.attached
    assert isinstance(file, File)
    return file


def rows(shown: Shown) -> list[list[str]]:
    """What a spreadsheet reads."""
    content = the_file(shown).content
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


async def test_the_figures_are_those_of_the_report(robin: Somebody, workspace: Workspace, spring: str) -> None:
    people = await filled(workspace, spring, 12)
    await walked(workspace, people[:6], 1)
    report = await robin.says(f"/cohort report {spring}")
    shown = await report.press("As a CSV")
    assert the_file(shown).name == "spring-26-figures-2026-11-22.csv"
    assert the_file(shown).media_type == "text/csv"
    table = rows(shown)
    assert table[0] == ["metric", "step", "value", "base"]
    for line in (
        ["people", "", "12", "12"],
        ["reached", "2", "6", "12"],
        ["completed", "1", "6", "12"],
        ["median weeks", "1", "6.0", "6"],
        ["nudges sent", "", "0", "0"],
        ["mood stuck", "", "0", "0"],
    ):
        assert line in table


async def test_what_the_report_hides_the_file_hides(robin: Somebody, workspace: Workspace, spring: str) -> None:
    people = await filled(workspace, spring, 12)
    await walked(workspace, people[:2], 1)
    table = rows(await robin.says(f"/cohort export {spring}"))
    assert ["completed", "1", "under 5", "12"] in table
    assert ["median weeks", "1", "not shown", "under 5"] in table
    assert not [line for line in table if line[2] in {"1", "2", "3", "4"}]


async def test_a_small_cohort_has_no_figures_but_its_people(robin: Somebody, workspace: Workspace, spring: str) -> None:
    await filled(workspace, spring, 3)
    shown = await robin.says(f"/cohort export {spring}")
    assert "too small for a report" in shown.text
    assert shown.reply is not None
    assert shown.reply.attached == ()
    assert len(rows(await robin.says(f"/cohort export {spring} what=people"))) == 4


async def test_a_person_is_a_line_without_anything_that_they_or_their_mentor_wrote(
    robin: Somebody, kim: Somebody, workspace: Workspace, spring: str
) -> None:
    await kim.says(f"/mentor join {spring}")
    await kim.says("/mentor done evidence=sesame")
    cohort = await the_cohort(workspace, spring)
    member, admin = await workspace.member("kim"), await workspace.member("robin")
    pair = {"mentor": admin.key, "learner": member.key, "began_at": workspace.now}
    async with workspace.app.store.begin() as tx:
        await tx.execute(insert(mentorships).values(**pair, workspace=1, state="active", why="by hand"))
        said = {"member": member.key, "cohort": cohort.key, "mood": "slow", "note": "sesame", "at": workspace.now}
        await tx.execute(insert(checkins).values(said))
        note = {"author": admin.key, "learner": member.key, "text": "sesame", "shared": True, "at": workspace.now}
        await tx.execute(insert(mentor_notes).values(note))
    shown = await robin.says(f"/cohort export {spring} what=people")
    tasks = str(len(workspace.app.library.default.tasks))
    assert rows(shown) == [
        ["name", "user id", "state", "step", "tasks done", "tasks", "joined", "last done", "mentor", "zone"],
        ["Kim", "kim", "active", "1", "1", tasks, "2026-11-22", "2026-11-22", "Robin", "America/New_York"],
    ]
    assert b"sesame" not in the_file(shown).content
    assert "sesame" not in shown.text


async def test_taking_the_people_is_written_into_the_audit_log(
    robin: Somebody, workspace: Workspace, spring: str
) -> None:
    await filled(workspace, spring, 2)
    await robin.says(f"/cohort export {spring}")
    await robin.says(f"/cohort export {spring} what=people")
    async with workspace.app.store.read() as tx:
        found = [each for each, _, _ in await entries(tx, WorkspaceKey(1), 10) if each.command == "cohort export"]
    assert [(each.subject, each.after) for each in found] == [("Spring 26", {"people": "2"})]


async def test_a_name_that_begins_like_a_formula_is_made_plain(
    robin: Somebody, workspace: Workspace, spring: str
) -> None:
    (somebody,) = await filled(workspace, spring, 1)
    async with workspace.app.store.begin() as tx:
        await save_member(tx, replace(somebody, name='=HYPERLINK("http://evil.example";"x")'))
    (_, line) = rows(await robin.says(f"/cohort export {spring} what=people"))
    assert line[0] == """'=HYPERLINK("http://evil.example";"x")"""


async def test_whoever_was_forgotten_is_in_no_line(robin: Somebody, workspace: Workspace, spring: str) -> None:
    people = await filled(workspace, spring, 6)
    async with workspace.app.store.begin() as tx:
        await forget(tx, people[0], workspace.now)
    shown = await robin.says(f"/cohort export {spring} what=people")
    assert "5 people of Spring 26" in shown.text
    assert b"forgotten" not in the_file(shown).content
    assert ["people", "", "6", "6"] in rows(await robin.says(f"/cohort export {spring}"))


async def test_an_empty_cohort_gives_no_file(robin: Somebody, spring: str) -> None:
    shown = await robin.says(f"/cohort export {spring} what=people")
    assert "Nobody is or was in Spring 26" in shown.text
    assert shown.buttons == ("Show the cohort", "Show the report")


async def test_ten_thousand_people_are_one_file(robin: Somebody, workspace: Workspace, spring: str) -> None:
    await filled(workspace, spring, 10_000)
    await robin.says(f"/cohort archive {spring} sure=yes")
    table = rows(await robin.says(f"/cohort export {spring} what=people"))
    assert len(table) == 10_001
    assert {line[2] for line in table[1:]} == {"left"}
