"""What people saw is there after a restart, whatever happened to the file."""

import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.platform import Parcel
from mentorbot.platforms.local import transcript as module
from mentorbot.platforms.local.entries import Origin
from mentorbot.platforms.local.platform import LocalPlatform
from mentorbot.platforms.local.transcript import Transcript
from tests.platforms.local.small_talk import SmallTalk, StillClock, nudge

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "local transcript.jsonl"


def opened(file: Path) -> LocalPlatform:
    return LocalPlatform(conversation=SmallTalk(), clock=StillClock(), transcript=file, movable=True)


def told(transcript: Transcript, text: str) -> None:
    transcript.add(at=NOW, origin=Origin.TYPED, person=UserId("ada"), public=False, body=text)


def texts(transcript: Transcript) -> list[str]:
    return [each.body for each in transcript if isinstance(each.body, str)]


async def deliver(local: LocalPlatform) -> None:
    await local.send(Parcel(key="k1", workspace=WorkspaceId("local"), user=UserId("ada"), reply=nudge()))


async def test_a_restart_keeps_every_word(file: Path) -> None:
    before = opened(file)
    await deliver(before)
    await before.as_person("ada").says("/mentor")
    await before.as_person("ada").says("/mentor progress")
    after = opened(file)
    for name in ("ada", "kim"):
        assert [each.text for each in after.as_person(name).sees] == [each.text for each in before.as_person(name).sees]


async def test_a_button_from_before_a_restart_still_works(file: Path) -> None:
    await deliver(opened(file))
    ada = opened(file).as_person("ada")
    assert "✓ Done: “apis”" in (await ada.direct_messages[0].press("Done")).text
    assert [each.text for each in opened(file).as_person("ada").sees] == ["✓ Done: “apis”.\n\n[Undo]"]


async def test_a_parcel_from_before_a_restart_is_not_sent_again(file: Path) -> None:
    await deliver(opened(file))
    after = opened(file)
    await deliver(after)
    assert len(after.as_person("ada").direct_messages) == 1


def test_a_torn_last_line_is_ignored_and_harms_nothing_after_it(file: Path) -> None:
    told(Transcript(file), "first")
    told(Transcript(file), "second")
    file.write_bytes(file.read_bytes()[:-9])
    again = Transcript(file)
    assert texts(again) == ["first"]
    told(again, "third")
    assert texts(Transcript(file)) == ["first", "third"]


@pytest.mark.parametrize("line", ["{}", "[]", "null", "nonsense", '{"id": "x"}', "\x00\x00", '{"is":"Call"}'])
def test_a_broken_line_is_left_out_and_logged(file: Path, line: str, caplog: pytest.LogCaptureFixture) -> None:
    told(Transcript(file), "first")
    with file.open("a") as text:
        text.write(line + "\n")
    told(Transcript(file), "second")
    with caplog.at_level(logging.WARNING):
        assert texts(Transcript(file)) == ["first", "second"]
    assert "left out" in caplog.text


def test_only_the_newest_entries_are_kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 3)
    transcript = Transcript(file)
    for number in range(5):
        told(transcript, str(number))
    assert texts(transcript) == texts(Transcript(file)) == ["2", "3", "4"]


def test_only_the_end_of_a_long_file_is_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    transcript = Transcript(file)
    for number in range(5):
        told(transcript, str(number))
    monkeypatch.setattr(module, "READ_BACK", 300)
    assert texts(Transcript(file)) == ["3", "4"]


def test_numbers_go_on_after_a_restart(file: Path) -> None:
    told(Transcript(file), "first")
    again = Transcript(file)
    told(again, "second")
    assert [(each.id, each.change) for each in again] == [(1, 1), (2, 2)]


def test_a_file_that_cannot_be_written_costs_no_answer(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    transcript = Transcript(in_the_way / "transcript.jsonl")
    told(transcript, "first")
    assert texts(transcript) == ["first"]
    assert "could not be written" in caplog.text


def test_who_asks_since_a_change_gets_what_is_new_or_different() -> None:
    transcript = Transcript()
    for text in ("first", "second", "third"):
        told(transcript, text)
    transcript.replace(1, nudge())
    assert [each.id for each in transcript.since(2)] == [3, 1]
    assert transcript.since(transcript.change) == []


def test_whoever_watches_is_woken() -> None:
    transcript = Transcript()
    with transcript.watched() as changed:
        told(transcript, "first")
        assert changed.is_set()
