"""What an admin reads of each kind of trouble, and what they can press."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mentorbot.chat.blocks import Buttons
from mentorbot.chat.fit import fit
from mentorbot.chat.reply import Reply
from mentorbot.domain.digests import Digest, Item, TroubleKind
from mentorbot.messages.digests import digest_message
from mentorbot.platforms.local.readable import readable_reply

NINE = datetime(2026, 11, 23, 8, tzinfo=UTC)
MAX = Item(kind=TroubleKind.UNREACHABLE, at=NINE, reason="they take no direct messages (50007)", name="Max", user="U1")
HELD = Item(kind=TroubleKind.HELD, at=NINE, reason="a time-out", name="Kim", user="U2", delivery="key-1", in_doubt=True)
BLOCKED = Item(kind=TroubleKind.BLOCKED, at=NINE, reason="Slack refuses the bot's token; install the app again.")
SILENT = Item(kind=TroubleKind.SILENT, at=NINE, reason="4 nudges in a row without an answer", name="Lee", user="U3")


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        (MAX, "Max can't be written to since Monday 23 November, 09:00: they take no direct messages (50007)."),
        (
            HELD,
            "A message to Kim is held since Monday 23 November, 09:00: a time-out. It may have arrived, or not.",
        ),
        (
            replace(HELD, in_doubt=False, reason="Slack refused the message"),
            "A message to Kim is held since Monday 23 November, 09:00: Slack refused the message. It has not arrived.",
        ),
        (
            replace(BLOCKED, until=NINE + timedelta(hours=2)),
            (
                "Nobody could be written to from Monday 23 November, 09:00 until Monday 23 November, 11:00: Slack "
                "refuses the bot's token; install the app again. It works again, and nothing was sent twice."
            ),
        ),
        (BLOCKED, "Nobody could be written to from Monday 23 November, 09:00 until this message came through:"),
        (SILENT, "Lee fell silent Monday 23 November, 09:00: 4 nudges in a row without an answer."),
    ],
)
def test_each_trouble_is_a_sentence_with_its_cause(item: Item, sentence: str) -> None:
    assert sentence in read(item)


def test_what_to_do_is_said_once_for_each_kind() -> None:
    text = read(MAX, MAX, SILENT)
    assert text.count("a word from you helps") == 1
    assert text.count("A line from a person often does it") == 1
    assert "goes out when somebody presses" not in text


def test_one_held_message_is_decided_at_once_and_several_in_their_list() -> None:
    assert labels(message(HELD, MAX)) == ["Send it", "Drop it", "Explain Kim", "Explain Max"]
    assert labels(message(HELD, replace(HELD, delivery="key-2"))) == ["Held messages", "Explain Kim"]


def test_nobody_to_explain_is_no_button() -> None:
    assert labels(message(BLOCKED)) == []


def test_a_long_one_fits_and_counts_the_rest() -> None:
    items = tuple(
        replace(MAX, name="A name that is rather long " * 5, user=f"U{n}", reason="x" * 300) for n in range(15)
    )
    made = digest_message(Digest(items=items, more=1200, zone="Europe/Berlin"))
    assert fit(made).blocks
    assert "And 1,200 more." in readable_reply(fit(made))


def message(*items: Item) -> Reply:
    return digest_message(Digest(items=items, zone="Europe/Berlin"))


def read(*items: Item) -> str:
    return readable_reply(message(*items))


def labels(made: Reply) -> list[str]:
    return [each.label for block in made.blocks if isinstance(block, Buttons) for each in block.buttons]
