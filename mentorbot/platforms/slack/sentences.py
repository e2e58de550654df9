"""A sentence written to the bot: a command when it begins like one, otherwise a question."""

from collections.abc import Sequence

from mentorbot.chat.call import Call
from mentorbot.chat.command import Command, Group

DEFAULT = "mentor"


def understood(text: str, groups: Sequence[Group]) -> Call:
    """`done apis`, `/mentor done apis` and `cohort list` are commands; "when do I start?" is a question."""
    first, rest = _first(text.removeprefix("/"))
    named = _group(first, groups)
    if named is not None:
        word, rest = _first(rest)
        return Call(group=named.name, word=word, rest=rest)
    group = _group(DEFAULT, groups)
    command = group.find(first) if group is not None else None
    if command is not None and _is_meant(command, rest):
        return Call(group=DEFAULT, word=first, rest=rest)
    return Call(group=DEFAULT, word="ask", rest=text)


def _is_meant(command: Command, rest: str) -> bool:
    """Whether a word is the command that it looks like: "when" alone is, "when do I start" is not."""
    return not rest or (bool(command.parameters) and not rest.endswith("?"))


def _first(text: str) -> tuple[str, str]:
    word, *rest = text.split(maxsplit=1) or [""]
    return word.lower(), rest[0].strip() if rest else ""


def _group(name: str, groups: Sequence[Group]) -> Group | None:
    return next((each for each in groups if each.name == name), None)
