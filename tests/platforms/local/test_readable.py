"""Replies and forms as plain text, as goldens show them."""

from mentorbot.platforms.local.readable import readable_reply
from tests.platforms.local.every_block import every_block

EVERYTHING = """\
# it

itititititMonday 23 November, 08:0008:00@it#it

- itititititMonday 23 November, 08:0008:00@it#it
- it

1. it
2. it

> it

it: itititititMonday 23 November, 08:0008:00@it#it
it: it

[x] it
[>] it
[ ] it

it: 3 of 7

[picture steps.png: it]

[file it]

(it)

[it] [Leave]"""


def test_every_kind_of_block_reads_well() -> None:
    assert readable_reply(every_block("it")) == EVERYTHING
