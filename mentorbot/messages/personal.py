"""What is held on somebody, as they are told it: the files they get, what would go and what would stay."""

import json
from datetime import datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo
from zoneinfo import ZoneInfo

from mentorbot.chat.blocks import File
from mentorbot.chat.limits import FILES_SIZE
from mentorbot.domain.personal import Held, Kept
from mentorbot.messages.moments import count
from mentorbot.messages.personal_kinds import KINDS
from mentorbot.messages.personal_page import personal_page

_ROOM: Final = FILES_SIZE // 2
"""More than that in bytes, of both files together, is packed."""
_STAYS: Final = {
    "enrolments": ("place in a cohort", "places in cohorts"),
    "tasks": ("task done", "tasks done"),
    "nudges": ("nudge", "nudges"),
    "checkins": ("mood", "moods"),
    "help_requests": ("request for help", "requests for help"),
}
_STAY_UNNAMED: Final = frozenset({"audit", "announcements", "answers"})
"""Kinds whose rows stay, without a name."""


def files(held: Held, zone: str, now: datetime, retention_days: int | None) -> tuple[File, ...]:
    """JSON and a page that say the same; in one archive where they would be too large to send.

    `zone` is the reader's (IANA), `now` is UTC.
    """
    today = now.astimezone(ZoneInfo(zone)).date()
    opening = _opening(held, f"{today.day} {today:%B %Y}", retention_days)
    made = (
        File(f"mentorbot-{today}.json", "application/json", _as_json(held, now, opening)),
        File(f"mentorbot-{today}.html", "text/html", personal_page(held, zone, opening).encode()),
    )
    if sum(len(each.content) for each in made) <= _ROOM:
        return made
    return (File(f"mentorbot-{today}.zip", "application/zip", _packed(made, now)),)


def retention(days: int | None) -> str:
    """How long texts are kept, in a sentence."""
    if days is None:
        return "Texts are kept here until you delete them."
    return f"Texts are kept for {count(days, 'day')} here, and go by themselves after that."


def private_notes(number: int) -> str:
    """What is not in it, and why; empty where there is none."""
    if not number:
        return ""
    return (
        f"Not in it: {count(number, 'private note')} that a mentor wrote about you. Nobody but its author reads such a "
        "note, admins neither. `/mentor forget` deletes those too."
    )


def what_goes(held: Held) -> tuple[str, ...]:
    """Each kind that is deleted, with its number: "2 places in cohorts"."""
    gone = [kind for kind in KINDS if kind in held.rows and kind not in _STAY_UNNAMED]
    counted = (_number(len(held.rows[kind]), KINDS[kind].counts, KINDS[kind].plural) for kind in gone)
    private = (_number(held.private_notes, "private note about you", "private notes about you"),)
    return (
        "your name, your id here, your time zone and your settings",
        *counted,
        *(private if held.private_notes else ()),
    )


def what_stays(kept: Kept) -> str:
    """The numbers that are left: "1 place in a cohort, 3 nudges"; empty where none is."""
    numbers = {name: getattr(kept, name) for name in _STAYS}
    return ", ".join(_number(number, *_STAYS[name]) for name, number in numbers.items() if number)


def stays_unnamed(held: Held) -> tuple[str, ...]:
    """What is not theirs alone and stays without their name."""
    said = {
        "audit": "{what}: nobody can change that log, and from then on it says “Somebody who left”",
        "announcements": "{what}, as “Somebody who left”",
        "answers": "{what}, without your name",
    }
    return tuple(
        template.format(what=_number(len(held.rows[kind]), KINDS[kind].counts, KINDS[kind].plural))
        for kind, template in said.items()
        if kind in held.rows
    )


def _number(number: int, one: str, more: str) -> str:
    return f"1 {one}" if number == 1 else f"{number:,} {more}"


def _opening(held: Held, day: str, retention_days: int | None) -> tuple[str, ...]:
    what = "This is everything that mentorbot holds on you" if held else "mentorbot knows who you are here, and no more"
    private = private_notes(held.private_notes).replace("`", "")
    return (
        f"{what}, as of {day}. Only you were sent it.",
        f"{retention(retention_days)} /mentor forget deletes all of it, after a question.",
        *([private] if private else []),
    )


def _as_json(held: Held, now: datetime, opening: tuple[str, ...]) -> bytes:
    parts = {"person": "Who you are here, as the platform introduced you, and what you chose yourself."}
    parts |= {kind: KINDS[kind].about for kind in KINDS if kind in held.rows}
    about = {"what": " ".join(opening), "made_at": now.replace(microsecond=0).isoformat(), "parts": parts}
    return (
        json.dumps({"about": about, "person": held.person, **held.rows}, ensure_ascii=False, indent=2) + "\n"
    ).encode()


def _packed(files: tuple[File, ...], now: datetime) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for each in files:
            named = ZipInfo(each.name, now.timetuple()[:6])
            named.compress_type = ZIP_DEFLATED
            archive.writestr(named, each.content)
    return made.getvalue()
