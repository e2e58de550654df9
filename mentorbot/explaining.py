"""`python bot.py explain`: what `/cohort explain` says, read from the database beside the running bot."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from mentorbot.chat.reply import reply
from mentorbot.chat.spans import Line, plain
from mentorbot.domain.deliveries import WAITING_STATES, Delivery
from mentorbot.domain.explained import Explained
from mentorbot.domain.members import Member, Workspace
from mentorbot.guides import Library
from mentorbot.messages.explanations import coming, explanation
from mentorbot.messages.rules import rules, sending
from mentorbot.platforms.local.readable import readable_reply
from mentorbot.settings import Settings
from mentorbot.store import Store
from mentorbot.store.explained import explained
from mentorbot.store.guide_versions import kept_texts
from mentorbot.store.people import found_anywhere

Somebody = tuple[Workspace, Member]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom an operator means: nobody, one, or several that it could be."""

    people: Sequence[Somebody]
    found: Explained | None


async def asked(store: Store, typed: str, workspace: str) -> Asked:
    """Look somebody up by their platform's id or their name; `workspace` is its id or name, empty for any."""
    async with store.read() as tx:
        people = _meant(await found_anywhere(tx, typed), typed, workspace)
        if len(people) != 1:
            return Asked(people, None)
        found = await explained(tx, *people[0])
        return Asked(people, replace(found, kept=await kept_texts(tx, found.editions)))


def _meant(people: Sequence[Somebody], typed: str, workspace: str) -> Sequence[Somebody]:
    """An id counts before a whole name, and that before a part of one."""
    there = [
        each for each in people if workspace.casefold() in {"", each[0].outside.casefold(), each[0].name.casefold()}
    ]
    by_id = [each for each in there if each[1].user == typed]
    by_name = [each for each in there if each[1].name.casefold() == typed.casefold()]
    return by_id or by_name or there


def candidate(somebody: Somebody) -> str:
    """One line about somebody, enough to ask again: `Kim · U123 · slack workspace T1 (The garden)`."""
    there, member = somebody
    return f"{member.name} · {member.user} · {there.platform} workspace {there.outside} ({there.name})"


def as_text(found: Explained, library: Library, settings: Settings, now: datetime) -> str:
    """As an admin reads it, on the member's own clock."""
    zone, library = _zone(found), _with_kept(library, found)
    blocks = explanation(found, library, now, zone=zone, whose=f"their own clock, {zone}")
    off = _off(found, settings)
    return "\n\n".join([readable_reply(reply(*blocks)), *([off] if off else [])])


def as_json(found: Explained, library: Library, settings: Settings, now: datetime) -> dict[str, Any]:
    """The same for programs; instants are UTC."""
    zone, due, library = _zone(found), found.due, _with_kept(library, found)
    guide = library.guide(*due.cohort.edition) if due else None
    told = [*(rules(due, guide, zone) if due else ()), *sending(found.lane, now, zone)]
    return {
        "member": {"user": found.member.user, "name": found.member.name, "zone": found.member.zone},
        "workspace": {
            "platform": found.workspace.platform,
            "id": found.workspace.outside,
            "name": found.workspace.name,
        },
        "cohort": due.cohort.name if due else None,
        "state": due.enrolment.state.value if due else None,
        "next_at": _instant(due.enrolment.next_at) if due else None,
        "answer": _said(coming(due, guide, zone)) if due else "has never been in a cohort",
        "rules": {name: _said(what) for name, what in told},
        "platform_off": _off(found, settings) or None,
        "deliveries": [_delivery(each, found.told.get(each.key)) for each in found.latest],
    }


def _with_kept(library: Library, found: Explained) -> Library:
    """With the versions of guides that it speaks of, which the content may no longer have."""
    for each in library.missing(found.kept):
        library.add(each, found.kept[each])
    return library


def _delivery(each: Delivery, told_at: datetime | None) -> dict[str, Any]:
    instants = ("scheduled_at", "planned_at", "due_at", "until", "first_tried_at", "settled_at")
    return {
        "key": each.key,
        "kind": each.kind.value,
        "on": each.on.isoformat(),
        "state": each.state.value,
        "reason": each.reason,
        "attempts": each.attempts,
        "doubts": each.doubts,
        "message": each.message,
        **{name: _instant(getattr(each, name)) for name in instants},
        "admins_told_at": _instant(told_at),
        "trail": [{"at": _instant(turn.at), "state": turn.state.value, "reason": turn.reason} for turn in each.trail],
    }


def _off(found: Explained, settings: Settings) -> str:
    """A sentence for what waits on a platform that is not switched on."""
    on = {"slack": settings.slack_on, "discord": settings.discord_on, "local": settings.local_on}
    if on.get(found.workspace.platform, False):
        return ""
    waiting = sum(each.state in WAITING_STATES for each in found.latest)
    waits = (
        " What waits for them goes out when it is switched on again, unless its day is over by then." if waiting else ""
    )
    return f"{found.workspace.platform.capitalize()} is switched off here, so nothing goes out to them.{waits}"


def _zone(found: Explained) -> str:
    return found.due.cadence.zone if found.due else found.member.clock


def _said(spans: Line) -> str:
    return plain(spans)


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
