"""First sentences that a mentor can send as they are: by what happened, with its facts, short enough for a button."""

from mentorbot.domain.errors import shortened
from mentorbot.domain.mentee_digests import Group, Mentee

LONGEST = 60
"""Characters: a button's call takes 98, and says to whom besides."""


def first_sentence(mentee: Mentee) -> str:
    """What to write to them, as things stand; never with a quotation mark that a button would have to escape."""
    match mentee.group:
        case Group.STUCK:
            return stuck(mentee.task, mentee.weeks, wrote=bool(mentee.note))
        case Group.MOVED:
            return moved(mentee)
        case _:
            return silent(mentee.task, fell_silent=mentee.fell_silent)


def stuck(task: str, weeks: int, *, wrote: bool) -> str:
    """To somebody who is stuck on a task, for so many weeks; who `wrote` has said why."""
    if not task:
        return "Shall we look at it together? 20 minutes this week?"
    if wrote:
        return _with(task, "Shall we look at {} together?")
    if weeks > 1:
        return _with(task, f"{_count(weeks, 'week')} on {{}}. What is in the way?")
    return _with(task, "What makes {} hard to begin?")


def moved(mentee: Mentee) -> str:
    """To somebody who finished tasks, a step or the guide."""
    if mentee.finished:
        return "The whole guide, well done. What will you do with it?"
    if mentee.step_done and mentee.weeks > 1:
        return f"{_count(mentee.weeks, 'week')}, well done. What was the hardest part?"
    if mentee.step_done:
        return f"Step {mentee.step_done} in a week, well done. What surprised you?"
    if mentee.tasks > 1:
        return f"{_count(mentee.tasks, 'task')} done. Which one taught you most?"
    return _with(mentee.done, "Well done. What came out of {}?")


def silent(task: str, *, fell_silent: bool) -> str:
    """To somebody who has not answered for a while; without guilt."""
    if fell_silent:
        return "No hurry with the guide. How are things with you?"
    return _with(task, "Shall we swap {} for another?")


_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


def _count(number: int, noun: str) -> str:
    """Nine weeks; 15 weeks."""
    said = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{said} {noun}" if number == 1 else f"{said} {noun}s"


def _with(name: str, template: str) -> str:
    """The name in its place, cut between two words where it is too long for the whole to fit."""
    room = LONGEST - len(template) + len("{}") - len("“”")
    bare = shortened(name.translate(_UNQUOTED), LONGEST)
    if len(bare) > room:
        whole, _, _ = bare[:room].rpartition(" ")
        bare = f"{whole or bare[: room - 1]}…"
    return template.format(f"“{bare}”")


_UNQUOTED = str.maketrans({'"': "'", "\\": "/", "“": "‘", "”": "’", "„": "‘", "«": "‘", "»": "’"})
