"""A mentor's week as a message, however many mentees there are."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mentorbot.chat.blocks import Block, Buttons
from mentorbot.chat.fit import fit, length
from mentorbot.chat.limits import BLOCKS, REPLY_TEXT
from mentorbot.chat.spans import plain
from mentorbot.domain.checkins import Mood
from mentorbot.domain.mentee_digests import Group, Mentee, MenteesDigest
from mentorbot.messages.mentee_digests import IN_FULL, mentees_message

NOW = datetime(2026, 11, 19, 8, tzinfo=UTC)
LONG = "m" * 300


def mentee(group: Group, number: int, **more: object) -> Mentee:
    known = Mentee(
        group=group,
        name=f"{group.value.capitalize()} {number} {LONG}",
        user="123456789012345678",
        mentorship=1_000_000 + 100 * list(Group).index(group) + number,
        covered_for=LONG,
        step=3,
        task=LONG,
        done=LONG,
        weeks=12,
        tasks=3,
        nudges=3,
        asked=group is Group.STUCK,
        mood=Mood.STUCK if group is Group.STUCK else Mood.SLOW,
        note=LONG,
        said_at=NOW,
        until=NOW,
    )
    return replace(known, **more)  # type: ignore[arg-type]


def words(block: Block) -> str:
    return "" if isinstance(block, Buttons) else repr(block)


@pytest.mark.parametrize("each", [1, 2, 7, 50])
def test_any_number_of_mentees_fits_into_a_message_and_all_are_counted(each: int) -> None:
    digest = MenteesDigest(
        mentees=tuple(mentee(group, number) for group in Group for number in range(each)), zone="Europe/Berlin"
    )
    message = mentees_message(digest)
    assert len(message.blocks) <= BLOCKS
    assert sum(length(block) for block in message.blocks) <= REPLY_TEXT
    assert fit(message) == message
    rows = [block for block in message.blocks if isinstance(block, Buttons)]
    assert len(rows) == min(IN_FULL, 3 * each)
    components = sum(1 + len(row.buttons) for row in rows) + len(message.blocks) - len(rows)
    assert components < 40  # Discord counts all of them


def test_no_group_hides_another() -> None:
    crowd = [mentee(Group.STUCK, number) for number in range(9)]
    digest = MenteesDigest(mentees=(*crowd, mentee(Group.MOVED, 0), mentee(Group.SILENT, 0)), zone="UTC")
    shown = "".join(words(block) for block in mentees_message(digest).blocks)
    assert "Moved 0" in shown
    assert "Silent 0" in shown
    assert "Stuck too" in shown


def test_a_short_week_reads_like_one() -> None:
    ada = mentee(Group.STUCK, 1, name="Ada", covered_for="", task="Write a product brief", weeks=2, note="no idea")
    lee = mentee(Group.PAUSED, 1, name="Lee", covered_for="", until=None)
    sam = mentee(Group.ON_TRACK, 1, name="Sam", covered_for="Grace")
    message = mentees_message(MenteesDigest(mentees=(ada, lee, sam), zone="Europe/Berlin"))
    text = " ".join(plain(block.spans) for block in message.blocks if hasattr(block, "spans"))
    assert "Ada is in Step 3, on “Write a product brief”, 2 weeks without a task done; called for help on" in text
    assert "Quiet: Lee (paused)." in text
    assert "On track: Sam (while Grace is away)." in text
