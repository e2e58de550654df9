"""A sentence written to the bot: a command when it begins like one, otherwise a question."""

from collections.abc import Sequence

from mentorbot.chat.blocks import Button, Buttons
from mentorbot.chat.call import Call
from mentorbot.chat.command import Command, Group
from mentorbot.chat.fit import button
from mentorbot.chat.reply import Reply, reply, say

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


def form_offered(call: Call) -> Reply:
    """What a sentence gets that needs a form: Slack and Discord open one only for a command or a press, so one press.

    A call that is too long to travel in a button is not cut: it has to be said anew.
    """
    offered = button(Button("Fill it in", call))
    if offered is None:
        return _TOO_LONG
    return reply(say("I need to know a little more for that."), Buttons((offered,)))


_TOO_LONG = reply(
    say(
        "I need to know a little more for that, and this is too long to carry into a form. Nothing was changed; please "
        "try again with a shorter text."
    )
)


def _is_meant(command: Command, rest: str) -> bool:
    """Whether a word is the command that it looks like: "when" alone is, "when do I start" is not."""
    return not rest or (bool(command.parameters) and not rest.endswith("?"))


def _first(text: str) -> tuple[str, str]:
    word, *rest = text.split(maxsplit=1) or [""]
    return word.lower(), rest[0].strip() if rest else ""


def _group(name: str, groups: Sequence[Group]) -> Group | None:
    return next((each for each in groups if each.name == name), None)
