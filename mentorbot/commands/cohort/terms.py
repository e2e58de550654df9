"""What an admin may say of a cohort: read for `create`, `edit` and `duplicate`, and said back."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from types import MappingProxyType

from mentorbot.chat.command import Option
from mentorbot.chat.ids import ChannelId
from mentorbot.chat.spans import ChannelLink, Line, line
from mentorbot.commands.choices import YES, YES_OR_NO
from mentorbot.commands.cohort.starting import NEVER, ROLLING, read_end, read_start
from mentorbot.domain.cadence import local_date
from mentorbot.domain.cohorts import NAME_LIMIT, Cohort
from mentorbot.domain.errors import NotUnderstood, shortened
from mentorbot.domain.holidays import NONE, read_holidays
from mentorbot.domain.spoken import OWN_ZONES, read_cohort_zone, read_time
from mentorbot.domain.spoken_days import often, read_rhythm
from mentorbot.domain.weekdays import spelt
from mentorbot.messages import moments
from mentorbot.messages.rhythms import rhythm

CHANNEL_LIMIT = 64
APPROVAL = Option("yes, to let in each one who wants to join", choices=YES_OR_NO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What was written; an empty text leaves things as they are."""

    every: str = ""
    day: str = ""
    time: str = ""
    tz: str = ""
    starts: str = ""
    ends: str = ""
    holidays: str = ""
    budget: int | None = None
    name: str = ""
    channel: str = ""
    approval: str = ""

    def __bool__(self) -> bool:
        return self != _NOTHING

    @property
    def said(self) -> Mapping[str, str | int]:
        """What was written and nothing else: `Terms(**said)` is the same again."""
        return {name: value for name, value in asdict(self).items() if value}

    def beside(self, cohort: Cohort) -> "Terms":
        """Without what the cohort has in these very words, such as a form's fields that nobody touched.

        Kept so, they take back nothing that somebody else changes meanwhile.
        """
        there = written(cohort)
        return Terms(**{name: value for name, value in self.said.items() if str(value) != there.get(name)})  # type: ignore[arg-type] # each under its own name


_NOTHING = Terms()
UNSAID = "none"
ANYBODY = "anybody who wants to"
_CHANNEL = "Channel"


def agreed(cohort: Cohort, terms: Terms, now: datetime, clock: str) -> Cohort:
    """The cohort by these terms; `clock` is the admin's own zone. Raises NotUnderstood."""
    days, every = read_rhythm(terms.every, terms.day, days=cohort.days, weeks=cohort.every)
    zone = read_cohort_zone(terms.tz) if terms.tz else cohort.zone
    today = local_date(now, zone or clock)
    starts_on = read_start(terms.starts, today, before=cohort.starts_on) if terms.starts else cohort.starts_on
    ends_on = cohort.ends_on
    if terms.ends:
        ends_on = read_end(terms.ends, today, starts_on=starts_on, before=cohort.ends_on)
    if starts_on and ends_on and starts_on > ends_on:
        raise NotUnderstood(f"It can't start on {starts_on}, after its last day, {ends_on}.", option="starts")
    return replace(
        cohort,
        days=days,
        every=every,
        at=read_time(terms.time) if terms.time else cohort.at,
        zone=zone,
        starts_on=starts_on,
        ends_on=ends_on,
        holidays=read_holidays(terms.holidays) if terms.holidays else cohort.holidays,
        budget=terms.budget or cohort.budget,
        name=read_name(terms.name) if terms.name else cohort.name,
        channel=_read_channel(terms.channel) if terms.channel else cohort.channel,
        approval=terms.approval == YES if terms.approval else cohort.approval,
    )


def read_name(wrote: str) -> str:
    """One line of at most 60 characters; raises NotUnderstood."""
    if "\n" in wrote:
        raise NotUnderstood("A cohort's name is one line, such as Spring 26. Nothing was changed.")
    name = " ".join(wrote.split())
    if len(name) > NAME_LIMIT:
        raise NotUnderstood(
            f"“{shortened(name, 30)}” has {len(name)} characters, and a cohort's name has at most {NAME_LIMIT}. "
            "Nothing was changed."
        )
    return name


def _read_channel(wrote: str) -> str | None:
    """A channel's id; None, belonging to none, for `none`."""
    if len(wrote) > CHANNEL_LIMIT:
        raise NotUnderstood(f"“{shortened(wrote, 30)}” isn't a channel. Choose it by typing # and its name.")
    return None if wrote.casefold() == NONE else wrote


def written(cohort: Cohort) -> Mapping[str, str]:
    """The terms of a cohort as an admin would write them."""
    return MappingProxyType(
        {
            "every": often(cohort.days, cohort.every),
            "day": spelt(cohort.days),
            "time": f"{cohort.at:%H:%M}",
            "tz": cohort.zone or OWN_ZONES,
            "starts": cohort.starts_on.isoformat() if cohort.starts_on else ROLLING,
            "ends": cohort.ends_on.isoformat() if cohort.ends_on else NEVER,
            "holidays": cohort.holidays.replace(",", ", ") or NONE,
            "budget": str(cohort.budget),
        }
    )


def facts(cohort: Cohort) -> Mapping[str, str]:
    """The terms of a cohort in words, each under its name."""
    return {
        "Rhythm": rhythm(cohort),
        "Start": moments.date_of(cohort.starts_on) if cohort.starts_on else "as each one joins",
        "Last day": moments.date_of(cohort.ends_on) if cohort.ends_on else UNSAID,
        "Days off": cohort.holidays.replace(",", ", ") or UNSAID,
        "Unanswered": f"{moments.count(cohort.budget, 'nudge')}, then one that asks whether to stop",
        "Who can join": "whoever an admin lets in" if cohort.approval else ANYBODY,
    }


def _all(cohort: Cohort) -> Mapping[str, str]:
    channel = {_CHANNEL: f"#{cohort.channel}" if cohort.channel else UNSAID}
    return {"Name": cohort.name, **facts(cohort), **channel}


def differing(before: Cohort, after: Cohort) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """What is different in words, as it was and as it is: for the audit log, and to be shown."""
    was, now = _all(before), _all(after)
    names = [name for name in now if was[name] != now[name]]
    return {name: was[name] for name in names}, {name: now[name] for name in names}


def changes(was: Mapping[str, str], now: Mapping[str, str]) -> tuple[Line, ...]:
    """What `differing` found, or an entry of the audit log holds, a line each."""
    return tuple(
        line("**{name}**: {was} → {now}", name=name, was=_shown(name, was.get(name)), now=_shown(name, now.get(name)))
        for name in dict.fromkeys((*was, *now))
    )


_PLACE = re.compile(r"#(\S+)")


def _shown(name: str, what: str | None) -> Line:
    """A channel as its platform shows it."""
    found = _PLACE.fullmatch(what or "") if name == _CHANNEL else None
    return (ChannelLink(ChannelId(found[1]), found[1]),) if found else line("{what}", what=what or UNSAID)
