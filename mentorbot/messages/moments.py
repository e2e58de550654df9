"""Dates and stretches of time, as people read them."""

from datetime import date, datetime

from mentorbot.chat.spans import Moment, MomentStyle


def full(at: datetime, zone: str) -> Moment:
    """Monday 24 November, 09:00, on the reader's clock."""
    return Moment(at, zone)


def day(at: datetime, zone: str) -> Moment:
    """24 November, on the reader's clock."""
    return Moment(at, zone, MomentStyle.DATE)


def date_of(on: date) -> str:
    """Monday 11 January 2027: a day that is the same on everybody's calendar."""
    return f"{on:%A} {on.day} {on:%B %Y}"


def hours(number: float) -> str:
    """About an hour; 3 hours; half an hour."""
    if number < 1:
        return "half an hour" if number == 0.5 else f"{round(number * 60)} minutes"  # noqa: PLR2004 - half
    return "an hour" if number == 1 else f"{number:g} hours"


def count(number: int, noun: str) -> str:
    """1 person would be `count(1, "nudge")`: "1 nudge", "2 nudges"."""
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"


def people(number: int) -> str:
    """1 person, 2 people."""
    return "1 person" if number == 1 else f"{number:,} people"
