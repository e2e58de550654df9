"""The one door: an invocation comes in, a reply or a form goes out."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from secrets import token_hex
from typing import TypeVar

from mentorbot.chat.binding import Bound, Missing, Refused, bind
from mentorbot.chat.blocks import Block
from mentorbot.chat.call import Call
from mentorbot.chat.command import Command, Group, Parameter
from mentorbot.chat.fit import fit
from mentorbot.chat.invocation import Invocation
from mentorbot.chat.limits import CHOICES
from mentorbot.chat.reply import Choice, Form, Reply
from mentorbot.commands import Context, may_use
from mentorbot.domain.errors import MentorError, NotAllowed, NotUnderstood
from mentorbot.messages.forms import form_of
from mentorbot.messages.mistakes import broken, mistaken, unknown_word, whom_for

AnswerT = TypeVar("AnswerT")
Introduce = Callable[[Invocation], Awaitable[Context]]
"""Who is this, and what may they use? Made in app.py."""
Postscript = Callable[[Invocation], tuple[Block, ...]]
"""What stands below every answer to it; made in app.py."""

_BARE = {"mentor": "home", "cohort": "list"}
"""What a slash command does with no word after it."""

log = logging.getLogger(__name__)


class Router:
    """The conversation that every platform speaks to."""

    def __init__(self, groups: tuple[Group, ...], introduce: Introduce, postscript: Postscript = lambda _: ()) -> None:
        self.groups = groups
        self._introduce = introduce
        self._postscript = postscript

    def command_of(self, invocation: Invocation) -> Command | None:
        group = self._group(invocation)
        return group.find(invocation.call.word or _BARE[group.name]) if group else None

    def opens_form(self, invocation: Invocation) -> bool:
        command = self.command_of(invocation)
        return command is not None and isinstance(bind(command, invocation.call), Missing)

    async def form(self, invocation: Invocation) -> Form | Reply:
        return await self._guarded(invocation, self._form)

    async def answer(self, invocation: Invocation) -> Reply:
        said = await self._guarded(invocation, self._answer)
        return fit(Reply(blocks=(*said.blocks, *self._postscript(invocation))))

    async def complete(self, invocation: Invocation, option: str, typed: str) -> Sequence[Choice]:
        command = self.command_of(invocation)
        parameter = command.parameter(option) if command else None
        if parameter is None or parameter.option.complete is None:
            return ()
        try:
            _, context = await self._admitted(invocation)
            found = await parameter.option.complete(context, typed.strip())
        except MentorError:
            return ()
        except Exception:
            log.exception("no suggestions for %s of /%s", option, command.path if command else "")
            return ()
        return found[:CHOICES]

    async def _form(self, invocation: Invocation) -> Form | Reply:
        command, context = await self._admitted(invocation)
        bound = bind(command, invocation.call)

        async def suggest(parameter: Parameter) -> Sequence[Choice]:
            return await parameter.option.complete(context, "") if parameter.option.complete else ()

        given = bound.given if isinstance(bound, Missing) else {}
        return await form_of(command, given, suggest, await command.filled(context, given) if command.filled else {})

    async def _answer(self, invocation: Invocation) -> Reply:
        if self.command_of(invocation) is None:
            return unknown_word(self.groups, invocation.call)
        command, context = await self._admitted(invocation)
        match bind(command, invocation.call):
            case Bound(values):
                return await command.run(context, **values)
            case Missing(given):
                missing = next(each for each in command.parameters if each.required and each.name not in given)
                raise NotUnderstood(f"`/{command.path}` needs `{missing.name}`: {missing.option.description}")
            case Refused(sentence, option, nearest):
                raise NotUnderstood(sentence, option=option, nearest=nearest)

    async def _admitted(self, invocation: Invocation) -> tuple[Command, Context]:
        command, group = self.command_of(invocation), self._group(invocation)
        assert command is not None and group is not None  # noqa: S101, PT018 - the callers looked
        context = await self._introduce(invocation)
        audience = group.audience_of(command)
        if not may_use(context.roles, audience):
            raise NotAllowed(whom_for(command, audience))
        return command, context

    def _spelt_out(self, invocation: Invocation) -> Call:
        """The call with every value under its option's name, so that one can be set right and none is lost."""
        command = self.command_of(invocation)
        bound = bind(command, invocation.call) if command else None
        if not isinstance(bound, Bound):
            return invocation.call
        return replace(invocation.call, named={name: str(value) for name, value in bound.values.items()}, rest="")

    def _group(self, invocation: Invocation) -> Group | None:
        return next((each for each in self.groups if each.name == invocation.call.group), None)

    async def _guarded(
        self, invocation: Invocation, run: Callable[[Invocation], Awaitable[AnswerT]]
    ) -> AnswerT | Reply:
        try:
            return await run(invocation)
        except MentorError as error:
            return mistaken(error, self._spelt_out(invocation))
        except Exception:
            reference = token_hex(2)
            log.exception("broken %s: /%s %s", reference, invocation.call.group, invocation.call.word)
            return broken(reference, invocation.call)
