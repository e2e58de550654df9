"""Mistakes as replies: what was not understood, the nearest right thing, and what was kept."""

from dataclasses import replace

from mentorbot.chat.blocks import Button, Buttons, Quote, Text, Tone
from mentorbot.chat.call import ASK_ME, Call, call, parse_call, words
from mentorbot.chat.command import Audience, Command, Group
from mentorbot.chat.fit import button, shorten
from mentorbot.chat.limits import BUTTONS_IN_A_ROW
from mentorbot.chat.nearest import nearest
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Code, line
from mentorbot.domain.errors import MentorError, NotAllowed, NotNow, NotUnderstood, shortened


def mistaken(error: MentorError, made: Call) -> Reply:
    """A mistake of a person: the sentence, and buttons that do what they probably meant."""
    close = error.nearest if isinstance(error, NotUnderstood) else ()
    meant = say("Did you mean **{nearest}**?", nearest=close[0]) if len(close) == 1 else None
    return reply(_sentence(str(error)), meant, _buttons(_instead(error, made)))


def _sentence(text: str) -> Text:
    """Our sentences mark commands as `code`; whatever was quoted from people stays literal."""
    parts = text.split("`")
    return Text(tuple(Code(part) if index % 2 else part for index, part in enumerate(parts) if part))


def _instead(error: MentorError, made: Call) -> list[Button]:
    match error:
        case NotUnderstood(option=option, nearest=()) if option:
            return [Button("Write it again", replace(made, named={**made.named, **_given(made)}, rest=ASK_ME))]
        case NotUnderstood(option=option, nearest=close) if option:
            return [Button(value, _with(made, option, value)) for value in close]
        case NotNow(instead=instead):
            return [Button(label, parse_call(path)) for label, path in instead]
        case NotAllowed():
            return [Button("What's next", call("mentor home"))]
        case _:
            return []


def _with(made: Call, option: str, value: str) -> Call:
    """The same call with one option set right; what was typed loosely for it is dropped."""
    return replace(made, named={**made.named, **_given(made), option: value}, rest="")


def _given(made: Call) -> dict[str, str]:
    return {word.name: word.value for word in words(made.rest) if word.name}


def whom_for(command: Command, audience: Audience) -> str:
    """The sentence for somebody who may not use a word: for whom it is, and what is theirs."""
    if audience is Audience.MENTORS:
        return (
            f"`/{command.path}` is for mentors. Become one with `/mentor volunteer`, or ask an admin of your cohort. "
            "Nothing was changed."
        )
    return (
        f"`/{command.group}` is for admins: owners and admins of a Slack workspace, people with Manage Server on "
        "Discord, those the bot's operator named, and those an admin named. `/mentor` is yours."
    )


def unknown_word(groups: tuple[Group, ...], made: Call) -> Reply:
    """No command has that word: the nearest one, and help."""
    group = next((each for each in groups if each.name == made.group), None)
    if group is None:
        return _unknown_group(made)
    close = nearest(made.word, [each.word for each in group.commands if each.listed])
    sentence = say(
        "I don't know “{word}”. {hint}",
        word=f"/{group.name} {shortened(made.word, 40)}",
        hint=f"Did you mean “{close[0]}”?" if close else "Help lists everything I do.",
    )
    buttons = [Button(f"/{group.name} {close[0]}", replace(made, word=close[0]), Tone.PRIMARY)] if close else []
    return reply(sentence, _buttons([*buttons, Button("Help", call("mentor help"))]))


def _unknown_group(made: Call) -> Reply:
    return reply(
        say("I don't know “{slash}”. Help lists everything I do.", slash=f"/{shortened(made.group, 40)}"),
        _buttons([Button("Help", call("mentor help"))]),
    )


def broken(reference: str, made: Call) -> Reply:
    """A mistake of ours: what was kept, and a reference for the log."""
    kept = " ".join((*made.named.values(), made.rest)).strip()
    return reply(
        say(
            "Something broke on my side, and nothing was changed. Reference {reference}; the operator finds it in the "
            "log. Try again in a moment.",
            reference=reference,
        ),
        say("What you wrote, so that it isn't lost:") if kept else None,
        Quote(line("{kept}", kept=shorten(kept, 1500))) if kept else None,
    )


def _buttons(made: list[Button]) -> Buttons | None:
    fitting = tuple(each for each in map(button, made) if each)
    return Buttons(fitting[:BUTTONS_IN_A_ROW]) if fitting else None
