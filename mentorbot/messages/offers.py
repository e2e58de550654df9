"""What a mentor offers, in the words of the form that changes it."""

from collections.abc import Iterable

from mentorbot.chat.spans import Line, line
from mentorbot.domain.mentoring import Mentor
from mentorbot.domain.spoken_offers import spelt_hours
from mentorbot.domain.weekdays import mondays
from mentorbot.messages import moments


def offer_facts(offered: Mentor, zone: str, taken: int) -> tuple[tuple[str, Line], ...]:
    """Places, topics, languages, hours and the weekly digest; `taken` places have a mentee."""
    hours = f"{spelt_hours(offered.hours_from, offered.hours_until)}, on the clock of {zone}"
    return (
        ("Places", line("{taken} of {all} taken", taken=taken, all=offered.capacity)),
        ("Topics", line("{words}", words=words(offered.topics, "any"))),
        ("Languages", line("{words}", words=words(offered.languages, "not said"))),
        ("Working hours", line("{hours}", hours=hours)),
        (
            "Your mentees' week",
            line("{days} at {time}", days=mondays(offered.digest_day), time=f"{offered.digest_time:%H:%M}"),
        ),
    )


def words(found: Iterable[str], nothing: str) -> str:
    """In alphabetical order, with commas."""
    return ", ".join(sorted(found)) or nothing


def mentees(number: int) -> str:
    return moments.count(number, "mentee")
