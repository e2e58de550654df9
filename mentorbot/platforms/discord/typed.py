"""What somebody typed, as people read it: Discord's tags undone."""

import re
from collections.abc import Mapping
from typing import Final

_COMMAND: Final = re.compile(r"<(/[^:<>]+):\d+>")
_PERSON: Final = re.compile(r"<@!?(\d+)>")
_EMOJI: Final = re.compile(r"<a?(:\w+:)\d+>")


def without_address(text: str, bot: int) -> str:
    """Without mentions of the bot, and with `</mentor home:1>` as the command that one reads there."""
    return _COMMAND.sub(r"\1", re.sub(rf"<@!?{bot}>", " ", text)).strip()


def with_names(text: str, names: Mapping[str, str]) -> str:
    """People under their names, which are by their ids, and emoji in words; what has no name stays."""
    named = _PERSON.sub(lambda tag: f"@{names[tag[1]]}" if tag[1] in names else tag[0], text)
    return _EMOJI.sub(r"\1", named)
