"""Slack's limits, as its Block Kit reference and its method pages give them."""

from typing import Final

BLOCKS: Final = 50
BLOCKS_JSON: Final = 13_000
"""A message fails with `msg_blocks_too_long` near 13,200 characters of JSON, though each block is legal."""
NOTIFICATION: Final = 3_000
"""`text` beside the blocks: `chat.update` takes 4,000, and escapes need room."""
RICH_TEXT: Final = 3_000
"""Our own, for one block: Slack names none, but its sections take no more."""
HEADER: Final = 150
FIELD: Final = 2_000
FIELDS: Final = 10
CONTEXT: Final = 2_000
ACTIONS: Final = 25
BUTTON: Final = 75
BUTTON_VALUE: Final = 2_000
URL: Final = 3_000

ALT: Final = 1_000
"""`alt_txt` of an upload; an image block takes 2,000."""

TITLE: Final = 24
METADATA: Final = 3_000
LABEL: Final = 2_000
HINT: Final = 2_000
INPUT: Final = 3_000
OPTIONS: Final = 100
OPTION: Final = 75
OPTION_VALUE: Final = 150

MEMBERS_PAGE: Final = 200
"""conversations.members and users.list: Slack recommends no more than 200 a page."""
DIRECTORY_PAGE: Final = 1_000
"""users.list takes no more; for all of it at once."""


def cut(text: str, most: int) -> str:
    """At most that many characters, the last one an ellipsis when something was left out."""
    return text if len(text) <= most else text[: most - 1] + "…"
