"""Public holidays: a cohort's days off as its admin names them, from the `holidays` package and from dates.

What is kept is one short text: places (`DE`, `DE-BY`) and dates (`2026-12-24`), separated by commas.
"""

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from functools import cache, lru_cache

from holidays import country_holidays, list_supported_countries
from holidays.registry import COUNTRIES

from mentorbot.domain.errors import NotUnderstood, shortened
from mentorbot.domain.weekdays import WORKING_WEEK, Days, Weekday, in_order

NONE = "none"
"""What an admin writes for no holidays."""
_LONGEST = 1000
_OWN = "a day off of the cohort"
_LANGUAGE = "en_US"


def holiday(text: str, on: date) -> str:
    """The name of the holiday that `on` is by the rules of `text`; empty on an ordinary day."""
    return _year(text, on.year).get(on, "") if text else ""


@lru_cache(maxsize=4096)
def _year(text: str, year: int) -> dict[date, str]:
    found: dict[date, str] = {}
    for item in text.split(","):
        if item[:1].isdigit():
            found.setdefault(date.fromisoformat(item), _OWN)
        else:
            found |= {on: name.partition("; ")[0] for on, name in _of_place(item, year).items()}
    return found


def _of_place(place: str, year: int) -> dict[date, str]:
    country, _, part = place.partition("-")
    return dict(country_holidays(country, subdiv=part or None, years=year, language=_LANGUAGE))


@cache
def working_week(text: str) -> Days:
    """The working days of the first place that is named; Monday to Friday without one."""
    for item in text.split(","):
        if item and not item[0].isdigit():
            weekend = country_holidays(item.partition("-")[0]).weekend
            return in_order(day for day in Weekday if day not in weekend)
    return WORKING_WEEK


def read_holidays(wrote: str) -> str:
    """`DE`, `germany`, `US-NY`, `2026-12-24, 2026-12-31`, `none` as the text to keep; raises NotUnderstood."""
    if wrote.strip().casefold() in {"", NONE}:
        return ""
    items = dict.fromkeys(_item(each) for each in re.split(r"[,;]", wrote) if each.strip())
    kept = ",".join(items)
    if len(kept) > _LONGEST:
        raise NotUnderstood("That's a long list of holidays. Name a country, and only the days beside it.")
    return kept


def _item(wrote: str) -> str:
    text = wrote.strip()
    if text[:1].isdigit():
        return _date(text)
    whole = _countries().get(_key(text))
    if whole:
        return whole
    name, _, part = text.partition("-")
    country = _countries().get(_key(name)) if part else None
    if country is None:
        raise _unknown(text, [names[1] for names in COUNTRIES.values()], "country")
    return f"{country}-{_part(country, part)}"


def _date(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise NotUnderstood(
            f"“{shortened(text)}” isn't a date I know. Write it like 2026-12-24.", option="holidays"
        ) from None


def _part(country: str, wrote: str) -> str:
    known = {_key(code): code for code in list_supported_countries(include_aliases=False).get(country, ())}
    aliases = getattr(country_holidays(country), "subdivisions_aliases", {})
    known |= {_key(name): code for name, code in aliases.items()}
    if _key(wrote) in known:
        return known[_key(wrote)]
    raise _unknown(f"{country}-{wrote}", [f"{country}-{code}" for code in known.values()], f"part of {country}")


def _unknown(wrote: str, names: list[str], what: str) -> NotUnderstood:
    spoken = {_key(name): name for name in (*names, *(country.title() for country, _ in _spoken()))}
    close = get_close_matches(_key(wrote), spoken, n=4, cutoff=0.7)
    nearest = tuple(dict.fromkeys(spoken[each] for each in close))[:3]
    return NotUnderstood(
        f"I know no holidays of a {what} called “{shortened(wrote, 40)}”. "
        "Write a country such as DE or US-NY, or dates such as 2026-12-24, or none.",
        option="holidays",
        nearest=nearest,
    )


@cache
def _countries() -> dict[str, str]:
    """The two letters of each country by everything that people may write for it."""
    spoken = {_key(name): code for name, code in _spoken()}
    return spoken | {_key(each): code for _, code, *more in COUNTRIES.values() for each in (code, *more[:1])}


def _spoken() -> Iterator[tuple[str, str]]:
    return ((module.replace("_", " "), names[1]) for module, names in COUNTRIES.items())


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()
