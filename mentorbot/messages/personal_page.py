"""What is held on a person as one page to read or print: no scripts, nothing from elsewhere, everything escaped."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from html import escape
from typing import Final
from zoneinfo import ZoneInfo

from mentorbot.domain.personal import Fact, Held, Row
from mentorbot.messages.moments import date_of
from mentorbot.messages.personal_kinds import KINDS

_STYLE: Final = """
:root { color-scheme: light dark; --line: #d5d8dc; --soft: #5b6470; --band: #f5f6f8 }
@media (prefers-color-scheme: dark) { :root { --line: #3c424b; --soft: #a2abb6; --band: #22262c } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.7rem; margin: 0 0 .5rem } h2 { font-size: 1.2rem; margin: 2.2rem 0 .2rem }
p { margin: .3rem 0; max-width: 44rem } .soft { color: var(--soft) }
.wide { overflow-x: auto }
table { border-collapse: collapse; margin: .6rem 0; font-size: .9rem }
th, td { text-align: left; vertical-align: top; padding: .35rem .9rem .35rem .4rem }
th, td { border-bottom: 1px solid var(--line) }
td { overflow-wrap: anywhere; min-width: 6rem; white-space: pre-line }
thead th { background: var(--band) } tbody th { font-weight: 600 }
@media print {
  body { margin: 0; max-width: none; font-size: 11px } h2 { break-after: avoid } tr { break-inside: avoid }
  .wide { overflow: visible }
}
""".strip()
_DETAILS: Final = "The JSON file that came with this page has every detail, in UTC."
_MOMENTS: Final = frozenset({"at", "on"})
_DULL: Final = frozenset({"kind", "zone", "version", "back"})
"""What of a letter says nothing to its reader, or stands beside it."""
_LIKE_MOMENTS: Final = ("_at", "_on", "_from", "_until")
_PERSON: Final = {
    "name": "Name",
    "user": "Your id there",
    "zone": "Time zone",
    "zone_chosen": "Chosen by yourself",
    "reach": "Direct messages",
    "reach_reason": "Why they are closed",
    "admin": "Runs cohorts",
    "work_days": "Working days",
    "quiet_from": "Quiet from",
    "quiet_until": "Quiet until",
    "seen_at": "Last seen",
}


def personal_page(held: Held, zone: str, opening: Sequence[str]) -> str:
    """The page; instants as the clocks of `zone` (IANA) show them, `opening` is said above."""
    name = escape(str(held.person["name"]))
    return "\n".join(
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>What mentorbot holds on {name}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>",
            f"<h1>What mentorbot holds on {name}</h1>",
            *(f"<p>{escape(each)}</p>" for each in opening),
            f'<p class="soft">Times are as the clocks of {escape(zone)} show them. {_DETAILS}</p>',
            *_person(held.person, zone),
            *(part for kind, rows in _in_order(held.rows) for part in _kind(kind, rows, zone)),
            "</body>\n</html>\n",
        )
    )


def _in_order(rows: Mapping[str, Sequence[Row]]) -> Iterator[tuple[str, Sequence[Row]]]:
    return ((kind, rows[kind]) for kind in KINDS if kind in rows)


def _person(person: Row, zone: str) -> Iterator[str]:
    yield "<h2>Who you are here</h2>"
    yield '<p class="soft">As the platform introduced you, and what you chose yourself.</p>\n<table>\n<tbody>'
    for name, label in _PERSON.items():
        if person.get(name) not in (None, ""):
            yield f'<tr><th scope="row">{label}</th><td>{escape(_said(person[name], name, zone))}</td></tr>'
    yield "</tbody>\n</table>"


def _kind(name: str, rows: Sequence[Row], zone: str) -> Iterator[str]:
    kind = KINDS[name]
    shown = {column: label for column, label in kind.columns.items() if any(_there(row.get(column)) for row in rows)}
    yield f"<h2>{escape(kind.title)} ({len(rows):,})</h2>"
    yield f'<p class="soft">{escape(kind.about)}</p>\n<div class="wide">\n<table>'
    labels = "".join(f'<th scope="col">{label}</th>' for label in shown.values())
    yield f"<thead><tr>{labels}</tr></thead>\n<tbody>"
    for row in rows:
        cells = "".join(f"<td>{escape(_said(row.get(column), column, zone))}</td>" for column in shown)
        yield f"<tr>{cells}</tr>"
    yield "</tbody>\n</table>\n</div>"


def _there(fact: Fact) -> bool:
    return fact not in (None, "", [], {})


def _said(fact: Fact, name: str, zone: str) -> str:
    """`name` says what it is: only what is called an instant is read as one, and no text of a person's."""
    match fact:
        case None:
            return ""
        case bool():
            return "yes" if fact else "no"
        case int():
            return f"{fact:,}"
        case str():
            return _moment(fact, zone) if name in _MOMENTS or name.endswith(_LIKE_MOMENTS) else fact
        case list():
            return ", ".join(_said(each, name, zone) for each in fact)
        case dict():
            told = (each for each in fact if each not in _DULL and _there(fact[each]))
            said = ((each, _said(fact[each], each, zone)) for each in told)
            return "\n".join(f"{each.replace('_', ' ')}: {text}" for each, text in said)


def _moment(text: str, zone: str) -> str:
    """An instant, a date or a time of day as people write it; anything else as it is."""
    try:
        if "T" in text:
            at = datetime.fromisoformat(text).astimezone(ZoneInfo(zone))
            return f"{at:%A} {at.day} {at:%B %Y, %H:%M}"
        return f"{time.fromisoformat(text):%H:%M}" if ":" in text else date_of(date.fromisoformat(text))
    except ValueError:
        return text
