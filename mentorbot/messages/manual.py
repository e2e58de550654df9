"""Every command as a page of Markdown, derived from the declarations: docs/commands.md."""

from collections.abc import Iterator, Sequence

from mentorbot.chat.command import Audience, Command, Group, Parameter

_HEAD = """# Every command

Made by `python bot.py commands`; a test holds this page to the code. On Slack and in the local workspace options are
words, "quoted words" or `name=value`, and a `?` at the end asks for them in a form; on Discord they are native options.
"""


def manual(groups: Sequence[Group]) -> str:
    """The whole page."""
    return "\n".join((_HEAD, *(line for group in groups for line in _group(group))))


def _group(group: Group) -> Iterator[str]:
    who = f"for {group.audience}"
    yield f"## `/{group.name}`\n\n{group.description}; {who}.\n"
    yield "| word | options | what it does |\n|---|---|---|"
    yield from (_row(each) for each in group.commands)
    yield ""


def _row(command: Command) -> str:
    options = ", ".join(_option(each) for each in command.parameters)
    pressed = "" if command.listed else " (a button on Discord)"
    whose = "; for mentors" if command.audience is Audience.MENTORS else ""
    return f"| `{command.word}` | {options} | {command.description}{whose}{pressed} |"


def _option(parameter: Parameter) -> str:
    return f"**`{parameter.name}`**" if parameter.required else f"`{parameter.name}`"
