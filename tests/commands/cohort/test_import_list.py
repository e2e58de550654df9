"""`/cohort import` of a list: what would become of each line, and then the people."""

import csv
from io import StringIO

from mentorbot.chat.blocks import File
from mentorbot.chat.ids import FileId
from mentorbot.chat.platform import Person
from mentorbot.platforms.local.somebody import Shown, Somebody
from tests.commands.cohort.conftest import Workspace
from tests.commands.cohort.crowd import Crowd, crowd, somebody


def gathered(workspace: Workspace, people: list[Person]) -> Crowd:
    there = Crowd(people)
    workspace.app.platforms["local"] = there
    return there


def table(shown: Shown) -> list[list[str]]:
    """The file that says what would become of each line, without its headings."""
    assert shown.reply is not None
    (file,) = [each for each in shown.reply.blocks if isinstance(each, File)]
    assert file.name == "spring-26-dry-run.csv"
    return list(csv.reader(StringIO(file.content.decode("utf-8-sig"))))[1:]


async def paste(robin: Somebody, *lines: str, tz: str = "") -> Shown:
    form = (await robin.says("/cohort import cohort=spring-26 ?")).form
    assert form is not None
    return await form.submit({"people": "\n".join(lines), "tz": tz})


async def test_nobody_is_added_before_somebody_has_seen_what_would_become_of_each_line(
    robin: Somebody, workspace: Workspace, spring: str
) -> None:
    gathered(workspace, [*crowd(4).people, somebody(9, gone=True)])
    await robin.says(f"/cohort add U0003 {spring}")
    shown = await paste(robin, "Person 0", "U0001", "Person 9", "Nobody Atall", "Person 1", "Person 3", '"half')
    assert "7 lines for Spring 26: 2 people would be added. Nobody has been added yet." in shown.text
    assert "Is in it already (1): line 6 (Person 3)" in shown.text
    assert "Cannot be added (4): line 3 (Person 9): Deactivated here, so nothing would reach them" in shown.text
    assert table(shown) == [
        ["1", "Person 0", "Person 0", "Will be added."],
        ["2", "U0001", "Person 1", "Will be added."],
        ["3", "Person 9", "", "Deactivated here, so nothing would reach them."],
        ["4", "Nobody Atall", "", "Nobody here is called that."],
        ["5", "Person 1", "", "The same person as in line 2."],
        ["6", "Person 3", "Person 3", "Is in it already."],
        ["7", "", "", "The line opens a quotation mark that it does not close."],
    ]
    assert "In it: 1 person" in (await robin.says(f"/cohort show {spring}")).text
    added = await shown.press("Add 2 people")
    assert "2 people are in Spring 26 now." in added.text
    assert "In it: 3 people" in (await robin.says(f"/cohort show {spring}")).text
    again = await shown.press("Add 2 people")
    assert "decided already" in again.text


async def test_a_list_can_be_left(robin: Somebody, workspace: Workspace, spring: str) -> None:
    gathered(workspace, crowd(2).people)
    shown = await paste(robin, "Person 0", "Person 1")
    assert "Nobody was added to Spring 26." in (await shown.press("Leave it")).text
    assert "decided already" in (await shown.press("Add 2 people")).text
    assert "In it: 0 people" in (await robin.says(f"/cohort show {spring}")).text


async def test_whoever_is_somewhere_else_by_the_time_of_the_yes_stays_there(
    robin: Somebody, workspace: Workspace, spring: str
) -> None:
    gathered(workspace, crowd(3).people)
    await robin.says("/cohort create Autumn")
    shown = await paste(robin, "Person 0", "Person 1", "Person 2")
    await robin.says("/cohort add U0001 Autumn")
    await robin.says(f"/cohort add U0002 {spring}")
    added = await shown.press("Add 3 people")
    assert "1 person is in Spring 26 now." in added.text
    assert "In another cohort, so left there (1): Person 1" in added.text
    assert "In it already (1): Person 2" in added.text


async def test_a_zone_in_the_list_counts_where_nobody_knows_one(
    robin: Somebody, workspace: Workspace, spring: str
) -> None:
    gathered(workspace, [somebody(1), somebody(2), somebody(3, zone="Asia/Tokyo")])
    shown = await paste(robin, "id,tz", "U0001,berlin", "U0003,berlin")
    await shown.press("Add 2 people")
    assert (await workspace.member("U0001")).zone == "Europe/Berlin"
    assert (await workspace.member("U0003")).zone == "Asia/Tokyo"
    refused = await (await paste(robin, "id", "U0002")).press("Add 1 person")
    assert "I don't know the time zone of 1 person, so nobody was added." in refused.text
    taken = await (await paste(robin, "id", "U0002", tz="new york")).press("Add 1 person")
    assert "1 person is in Spring 26 now." in taken.text
    assert (await workspace.member("U0002")).zone == "America/New_York"
    assert spring


async def test_a_file_of_ten_thousand_lines_is_one_list(robin: Somebody, workspace: Workspace, spring: str) -> None:
    there = gathered(workspace, crowd(10_000).people)
    there.files[FileId("people.csv")] = "\n".join(["name", *(each.name for each in there.people)]).encode()
    shown = await robin.says(f"/cohort import file=people.csv cohort={spring}")
    assert "10,000 lines for Spring 26: 10,000 people would be added." in shown.text
    assert len(table(shown)) == 10_000
    assert "10,000 people are in Spring 26 now." in (await shown.press("Add 10,000 people")).text


async def test_a_file_of_fifty_megabytes_is_refused_with_both_sizes(
    robin: Somebody, workspace: Workspace, spring: str
) -> None:
    there = gathered(workspace, crowd(1).people)
    there.files[FileId("huge.csv")] = bytes(50_000_000)
    refused = await robin.says(f"/cohort import file=huge.csv cohort={spring}")
    assert "That file is 50 MB; I take up to 5 MB." in refused.text
    assert "Nobody was added." in refused.text


async def test_a_file_that_is_gone_or_empty_or_no_list_says_so(
    robin: Somebody, workspace: Workspace, spring: str
) -> None:
    there = gathered(workspace, crowd(1).people)
    assert "attach it again" in (await robin.says(f"/cohort import file=gone.csv cohort={spring}")).text
    there.files[FileId("empty.csv")] = b"\n\n"
    assert "is empty" in (await robin.says(f"/cohort import file=empty.csv cohort={spring}")).text
    there.files[FileId("photo.png")] = b"\x89PNG\r\n\x1a\n" + bytes(range(128, 256)) * 20
    shown = await robin.says(f"/cohort import file=photo.png cohort={spring}")
    assert "0 people would be added" in shown.text
    assert not any(each.startswith("Add") for each in shown.buttons)


async def test_what_a_list_says_is_never_a_formula_in_the_file_about_it(
    robin: Somebody, workspace: Workspace, spring: str
) -> None:
    gathered(workspace, crowd(1).people)
    shown = await paste(robin, "name", '"=HYPERLINK(""http://evil"")"', "+1 555")
    assert [row[1] for row in table(shown)] == ['\'=HYPERLINK("http://evil")', "'+1 555"]
    assert spring


async def test_one_place_at_a_time(robin: Somebody, workspace: Workspace, spring: str) -> None:
    gathered(workspace, crowd(1).people)
    shown = await robin.says(f"/cohort import channel=crowd people=Kim cohort={spring}")
    assert "Name one place" in shown.text
    assert "In it: 0 people" in (await robin.says(f"/cohort show {spring}")).text
