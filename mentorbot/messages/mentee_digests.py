"""A mentor's week as one message: who is stuck, who moved, who went silent, and a first sentence for each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import zip_longest

from mentorbot.chat.blocks import Block, Bullets, Button, Buttons, Heading, Note, Text, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.fit import length
from mentorbot.chat.limits import REPLY_TEXT
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.domain.checkins import Mood
from mentorbot.domain.errors import shortened
from mentorbot.domain.mentee_digests import Group, Mentee, MenteesDigest
from mentorbot.messages import moments
from mentorbot.messages.first_sentences import first_sentence
from mentorbot.messages.lists import names

IN_FULL = 5
"""Mentees with a sentence and buttons of their own; the others are named."""
_CHECK_INS = 3
_NAME, _NOTE, _TITLE = 24, 100, 50
_NAMED, _FEW = 8, 2
"""How many of the others are named in each group; fewer where all of them are long."""
_FULLY = (Group.STUCK, Group.MOVED, Group.SILENT)
_FOLDED = {
    Group.STUCK: "Stuck too",
    Group.MOVED: "Moved too",
    Group.SILENT: "Silent too",
    Group.CHECKED_IN: "Checked in too",
    Group.ON_TRACK: "On track",
    Group.FINISHED: "Done with the guide",
    Group.NOWHERE: "In no cohort",
}
_SAID = {Mood.GOOD: "a good week", Mood.SLOW: "a slow week", Mood.STUCK: "stuck"}


def mentees_message(digest: MenteesDigest) -> Reply:
    """The most pressing first; whoever does not fit is named, or counted."""
    groups: dict[Group, list[Mentee]] = defaultdict(list)
    for each in digest.mentees:
        groups[each.group].append(each)
    shown = _in_full(groups)

    def written(limit: int) -> Reply:
        return reply(
            Heading(_title(digest)),
            *(block for each in shown for block in _one(each, digest.zone)),
            _check_ins(groups[Group.CHECKED_IN], digest.zone),
            _folded(_others(groups, shown), digest.zone, limit),
            _standing_in(digest),
        )

    whole = written(_NAMED)
    return whole if sum(map(length, whole.blocks)) <= REPLY_TEXT else written(_FEW)


def _title(digest: MenteesDigest) -> str:
    number = len(digest.mentees)
    whose = f"{shortened(digest.instead_of, _NAME)}'s" if digest.instead_of else "Your"
    return f"{whose} {moments.count(number, 'mentee')} this week" if number > 1 else f"{whose} mentee this week"


def _in_full(groups: Mapping[Group, Sequence[Mentee]]) -> list[Mentee]:
    """Some of each group that asks for a word, in turn, so that no long one hides another."""
    turns = zip_longest(*(groups.get(group, ()) for group in _FULLY))
    chosen = [each for turn in turns for each in turn if each is not None][:IN_FULL]
    return sorted(chosen, key=lambda each: _FULLY.index(each.group))


def _one(mentee: Mentee, zone: str) -> tuple[Block, ...]:
    sentence = first_sentence(mentee)
    name = shortened(mentee.name, _NAME)
    talked = Button(f"I've talked to {name}", call("mentor talked", learner=mentee.user))
    return (
        say(
            f"*{mentee.group.value.capitalize()}:* **{{name}}**{{covered}} {{what}}",
            name=name,
            covered=_covered(mentee),
            what=_what(mentee, zone),
        ),
        Buttons(
            (
                Button(f'Send: "{sentence}"', call("mentor say", to=mentee.mentorship, text=sentence), Tone.PRIMARY),
                Button("Write my own", asking("mentor say", to=mentee.mentorship)),
                *((talked,) if mentee.asked else ()),
            )
        ),
    )


def _covered(mentee: Mentee) -> str:
    return f" (while {shortened(mentee.covered_for, _NAME)} is away)" if mentee.covered_for else ""


def _what(mentee: Mentee, zone: str) -> Line:
    match mentee.group:
        case Group.STUCK:
            return _stuck(mentee, zone)
        case Group.MOVED:
            return (*_moved(mentee), *_wrote(mentee, zone))
        case _:
            return _silent(mentee)


def _stuck(mentee: Mentee, zone: str) -> Line:
    task = shortened(mentee.task, _TITLE)
    on = f"is in Step {mentee.step}, on “{task}”" if task else "is in no cohort"
    weeks = f", {moments.count(mentee.weeks, 'week')} without a task done" if mentee.weeks else ""
    return line("{on}{weeks}{said}.", on=on, weeks=weeks, said=_calls(mentee, zone) or _wrote(mentee, zone, end=""))


def _calls(mentee: Mentee, zone: str) -> Line:
    if not mentee.asked or mentee.said_at is None:
        return ()
    note = line(", “{note}”", note=shortened(mentee.note, _NOTE)) if mentee.note else ()
    return line("; called for help on {at}{note}", at=moments.day(mentee.said_at, zone), note=note)


def _moved(mentee: Mentee) -> Line:
    if mentee.finished:
        return line("finished the whole guide.")
    if mentee.step_done:
        took = f" after {moments.count(mentee.weeks, 'week')}" if mentee.weeks > 1 else ""
        return line("finished Step {step}{took}.", step=mentee.step_done, took=took)
    more = f" and {moments.count(mentee.tasks - 1, 'more task')}" if mentee.tasks > 1 else ""
    return line("finished “{done}”{more}.", done=shortened(mentee.done, _TITLE), more=more)


def _silent(mentee: Mentee) -> Line:
    task = shortened(mentee.task, _TITLE)
    if mentee.fell_silent:
        return line("fell silent on “{task}”; I write no more until they press something.", task=task)
    return line(
        "hasn't answered the last {nudges}, on “{task}”.", nudges=moments.count(mentee.nudges, "nudge"), task=task
    )


def _wrote(mentee: Mentee, zone: str, *, end: str = ".") -> Line:
    if mentee.mood is None or mentee.said_at is None:
        return ()
    opening = "; said" if not end else " Said"
    note = line(", “{note}”", note=shortened(mentee.note, _NOTE)) if mentee.note else ()
    return line(
        "{opening} {day}: {mood}{note}{end}",
        opening=opening,
        day=moments.day(mentee.said_at, zone),
        mood=_SAID[mentee.mood],
        note=note,
        end=end,
    )


def _check_ins(said: Sequence[Mentee], zone: str) -> Bullets | None:
    lines = tuple(
        line(
            "**{name}**{covered}, {day}: {mood}{note}",
            name=shortened(each.name, _NAME),
            covered=_covered(each),
            day=moments.day(each.said_at, zone),
            mood=_SAID[each.mood],
            note=line(", “{note}”", note=shortened(each.note, _NOTE)) if each.note else (),
        )
        for each in said[:_CHECK_INS]
        if each.said_at is not None and each.mood is not None
    )
    return Bullets(lines) if lines else None


def _others(groups: Mapping[Group, Sequence[Mentee]], shown: Sequence[Mentee]) -> Mapping[Group, Sequence[Mentee]]:
    """Whoever has no place of their own."""
    placed = {each.mentorship for each in shown}
    left = {group: [each for each in groups.get(group, ()) if each.mentorship not in placed] for group in Group}
    return left | {Group.CHECKED_IN: left[Group.CHECKED_IN][_CHECK_INS:]}


def _folded(others: Mapping[Group, Sequence[Mentee]], zone: str, limit: int) -> Text | None:
    """A few words for each group, so many of them by name."""
    lines = [_names(group, people, zone, limit) for group, people in others.items() if people]
    spaced = tuple(span for each in lines for span in (" ", *each))
    return Text(spaced[1:]) if lines else None


def _names(group: Group, people: Sequence[Mentee], zone: str, limit: int) -> Line:
    if group is Group.PAUSED:
        spans = tuple(span for each in people[:limit] for span in (", ", *_rests(each, zone)))[1:]
        more = f" and {len(people) - limit} more" if len(people) > limit else ""
        return line("*Quiet:* {people}{more}.", people=spans, more=more)
    who = names([f"{shortened(each.name, _NAME)}{_covered(each)}" for each in people], limit)
    return line(f"*{_FOLDED[group]}:* {{who}}.", who=who)


def _rests(mentee: Mentee, zone: str) -> Line:
    name = f"{shortened(mentee.name, _NAME)}{_covered(mentee)}"
    if mentee.fell_silent:
        return line("{name} (silent)", name=name)
    if mentee.until is None:
        return line("{name} (paused)", name=name)
    return line("{name} (paused until {day})", name=name, day=moments.day(mentee.until, zone))


def _standing_in(digest: MenteesDigest) -> Note | None:
    if not digest.instead_of:
        return None
    return Note(line("You get this while {mentor} is away: they named you.", mentor=digest.instead_of))
