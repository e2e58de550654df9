"""`/mentor help`: every word in one line each, or one word in full."""

from dataclasses import replace
from typing import Annotated

from mentorbot.chat.blocks import Bullets, Button, Buttons, Heading, Note, Text, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Command, Group, Option, Parameter, command
from mentorbot.chat.nearest import nearest
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.admission import may_use
from mentorbot.commands.context import Context
from mentorbot.domain.errors import NotFound


@command("help", "What you can ask me to do")
async def help_(ctx: Context, word: Annotated[str, Option("One word in full, such as schedule")] = "") -> Reply:
    visible = [_theirs(ctx, group) for group in ctx.groups if may_use(ctx.roles, group.audience)]
    if word:
        return _one(visible, word)
    return reply(*(block for group in visible for block in _all(group)), _more(), _start())


def _theirs(ctx: Context, group: Group) -> Group:
    """The words of a group that are for the caller."""
    words = tuple(each for each in group.commands if may_use(ctx.roles, group.audience_of(each)))
    return replace(group, commands=words)


def _all(group: Group) -> tuple[Heading, Bullets]:
    return Heading(f"/{group.name}"), Bullets(tuple(_line(each) for each in group.commands if each.listed))


def _line(each: Command) -> Line:
    return line("**{word}**: {what}", word=each.word, what=each.description)


def _more() -> Note:
    return Note(line("Name a word to help, such as `schedule`, and I show it in full."))


def _start() -> Buttons:
    return Buttons((Button("What's next", call("mentor home")), Button("Read the guide", call("mentor guide"))))


def _one(groups: list[Group], word: str) -> Reply:
    words = {each.word: each for group in groups for each in group.commands}
    wanted = word.casefold().removeprefix("/").split()[-1:]
    found = [each for group in groups for each in group.commands if [each.word] == wanted]
    if not found:
        raise NotFound("word", word, option="word", nearest=nearest(word, words))
    return reply(*(block for each in found for block in _full(each)), _try(found[0]))


def _full(each: Command) -> tuple[Heading, Text, Bullets]:
    options = tuple(_option(one) for one in each.parameters) or (line("It takes no options."),)
    return Heading(f"/{each.path}"), say("{what}.", what=each.description), Bullets(options)


def _option(one: Parameter) -> Line:
    needed = "" if one.required else " (optional)"
    return line("`{name}`{needed}: {what}", name=one.name, needed=needed, what=one.option.description)


def _try(each: Command) -> Buttons:
    """In a form where there is something to fill in: reading about a word should not yet do it."""
    made = asking(each.path) if each.parameters else call(each.path)
    return Buttons((Button(f"Try /{each.path}", made, Tone.PRIMARY), Button("All words", call("mentor help"))))
