"""How a week went: the question, and what is said to the answer."""

from typing import assert_never

from mentorbot.chat.blocks import Button, Buttons, Note, Quote, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.fit import button
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.domain.checkins import CheckIn, Mood
from mentorbot.domain.escalation import Told, Why

_LABELS = {Mood.GOOD: "Good", Mood.SLOW: "Slow", Mood.STUCK: "I'm stuck"}
_IN_WORDS = {Mood.GOOD: "good", Mood.SLOW: "slow", Mood.STUCK: "stuck"}
MOODS_ARE_COUNTED = "Admins see moods as counts only."


def asked_how_it_went(note: str, told: Told) -> Reply:
    """Three buttons; a note that was written already goes with them, or is shown so that it can be written again."""
    whole = [Button(label, call("mentor checkin", mood=mood.value, note=note)) for mood, label in _LABELS.items()]
    bare = [Button(label, asking("mentor checkin", mood=mood.value)) for mood, label in _LABELS.items()]
    fits = all(button(each) for each in whole)
    if not note:
        whole = [Button(label, call("mentor checkin", mood=mood.value)) for mood, label in _LABELS.items()]
    return reply(
        say("How did your week go?"),
        say("Your line, to copy into the form that comes:") if note and not fits else None,
        Quote(line("{note}", note=note)) if note and not fits else None,
        Buttons(tuple(whole if fits or not note else bare)),
        Note(_who_reads_it(told)),
    )


def kept_message(said: CheckIn, before: Mood | None, told: Told, *, wrote: bool, waits: bool) -> Reply:
    """A good week or a slow one; `before` is what today's check-in said earlier, `waits` that help is on its way."""
    solved = (Button("It's solved", call("mentor solved"), Tone.PRIMARY),) if waits else ()
    adds = () if said.note else (Button("Add a line", asking("mentor checkin", mood=said.mood.value)),)
    return reply(
        say("{warm} {kept}", warm=_warm(said.mood), kept=_kept(said, before, wrote=wrote)),
        say("Your call for help is still open.") if waits else None,
        Note(_who_reads_it(told)),
        Buttons((*solved, *adds, Button("What's next", call("mentor home")))),
    )


def _warm(mood: Mood) -> str:
    match mood:
        case Mood.GOOD:
            return "Good to hear."
        case Mood.SLOW:
            return "Slow weeks count too; your place is kept."
        case Mood.STUCK:
            return "That happens."
        case _:
            assert_never(mood)


def _kept(said: CheckIn, before: Mood | None, *, wrote: bool) -> str:
    if before is None:
        return "I've kept it."
    if before is said.mood:
        return "Your line is kept with it." if wrote else "It stays at that for today."
    return f"It replaces what you said earlier today, {_IN_WORDS[before]}."


def _who_reads_it(told: Told) -> Line:
    if told.whom is not None and told.why is Why.NOTHING:
        return line("{name} reads this; admins see moods as counts only.", name=told.whom.name)
    if told.why is Why.NO_MENTOR:
        return line(
            "You have no mentor yet, so nobody reads your words until you do. {counted}", counted=MOODS_ARE_COUNTED
        )
    if told.whom is not None:
        return line(
            "{cover} and {mentor} read this; admins see moods as counts only.", cover=told.whom.name, mentor=told.mentor
        )
    back = "once they are back" if told.why is Why.AWAY else "once I can write to them again"
    return line("{mentor} reads this {back}. {counted}", mentor=told.mentor, back=back, counted=MOODS_ARE_COUNTED)
