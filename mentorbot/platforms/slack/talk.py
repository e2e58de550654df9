"""One gesture after the other: asks the conversation, and shows a form or an answer."""

from dataclasses import replace
from secrets import token_hex

from mentorbot.chat.command import Command
from mentorbot.chat.invocation import Caller, Gesture, Invocation
from mentorbot.chat.platform import Conversation, Receipts
from mentorbot.chat.reply import Form, Reply, reply, say
from mentorbot.chat.sentences import form_offered
from mentorbot.platforms.slack.answers import Answers
from mentorbot.platforms.slack.clients import FAILURES, Clients, code_of, log, why
from mentorbot.platforms.slack.forms import asks_for_files, modal, without_files
from mentorbot.platforms.slack.inbound import Arrived, readable
from mentorbot.platforms.slack.people import People

NAME = "slack"


class Talk:
    """What happens between a payload that was understood and the answer that is shown."""

    def __init__(self, *, conversation: Conversation, receipts: Receipts, clients: Clients, people: People) -> None:
        self._conversation = conversation
        self._receipts = receipts
        self._clients = clients
        self._people = people
        self._answers = Answers(clients)
        self.workspace_name = ""

    async def take(self, arrived: Arrived | None) -> None:
        """Answer one gesture, once on all replicas together; None is something that was not for us."""
        if arrived is None or not await self._is_new(arrived):
            return
        try:
            await self._answer(arrived)
        except Exception:  # noqa: BLE001 - a bug of ours must not leave the person without a word
            reference = token_hex(2)
            log.exception("broken %s: /%s %s on Slack", reference, arrived.call.group, arrived.call.word)
            await self._answers.show(_broken(reference), arrived.place)

    async def _is_new(self, arrived: Arrived) -> bool:
        """Whether nobody took it yet. Where that cannot be known it is taken: two answers are better than none."""
        try:
            return not arrived.once or await self._receipts.first_time(arrived.once)
        except Exception:  # noqa: BLE001 - whatever keeps the database away, the person wrote to us
            log.exception("nobody can tell whether %s came before", arrived.once)
            return True

    async def _answer(self, arrived: Arrived) -> None:
        caller = await self._caller(arrived)
        if caller is None:
            await self._answers.show(_NOBODY, arrived.place)
            return
        raw = Invocation(caller=caller, call=arrived.call, gesture=arrived.gesture)
        command = self._conversation.command_of(raw)
        invocation = replace(raw, call=readable(arrived, command))
        if self._conversation.opens_form(invocation):
            await self._ask(invocation, arrived, command)
        else:
            await self._show(await self._conversation.answer(invocation), arrived, command)

    async def _caller(self, arrived: Arrived) -> Caller | None:
        user = arrived.place.user
        try:
            account = await self._people.account(user)
        except FAILURES as error:
            log.warning("Slack would not say who %s is: %s", user, why(error))
            return None
        if account is None:
            return None
        return Caller(
            platform=NAME,
            workspace=arrived.workspace,
            workspace_name=self.workspace_name,
            user=user,
            name=account.person.name,
            zone=account.person.zone,
            admin=account.admin,
            channel=arrived.place.channel,
        )

    async def _ask(self, invocation: Invocation, arrived: Arrived, command: Command | None) -> None:
        if not arrived.trigger:
            await self._show(form_offered(invocation.call), arrived, command)
            return
        asked = await self._conversation.form(invocation)
        answer = await self._open(asked, arrived) if isinstance(asked, Form) else asked
        if answer is not None:
            await self._show(answer, arrived, command)

    async def _open(self, form: Form, arrived: Arrived) -> Reply | None:
        """Open the form; otherwise what to say instead."""
        view = modal(form, arrived.place)
        if view is None:
            return _TOO_LONG
        try:
            await self._clients.post.views_open(trigger_id=arrived.trigger, view=view)
        except FAILURES as error:
            log.warning("Slack did not open a form: %s", why(error))
            if asks_for_files(form) and code_of(error) in _REFUSED:
                smaller = without_files(form)
                return _NO_FILES if smaller is None else await self._open(smaller, arrived)
            return form_offered(form.call)
        return None

    async def _show(self, answer: Reply, arrived: Arrived, command: Command | None) -> None:
        acted_on = arrived.gesture in {Gesture.BUTTON, Gesture.FORM} and bool(arrived.place.message)
        await self._answers.show(
            answer,
            arrived.place,
            replace=acted_on and command is not None and command.in_place,
            public=command is not None and not command.private,
        )


def _broken(reference: str) -> Reply:
    return reply(say("Something broke on my side while I showed you the answer. Reference {it}.", it=reference))


_REFUSED = frozenset({"invalid_arguments", "invalid_blocks", "missing_scope"})
"""What Slack may say to a view with a field for a file when the token may not read files."""
_NO_FILES = reply(
    say("I may not read files yet. Please have me installed again with the current manifest, then try again.")
)
_NOBODY = reply(say("Slack would not tell me who you are just now. Nothing was changed; please try again in a minute."))
_TOO_LONG = reply(
    say("That is too long for a form on Slack. Nothing was changed; please try again with a shorter text.")
)
