"""Letters as JSON: what a delivery says, kept with it."""

from dataclasses import asdict, fields
from datetime import datetime
from typing import Any, assert_never

from mentorbot.domain.deliveries import DeliveryKind, DeliveryState, Letter, Turn
from mentorbot.domain.digests import Digest, Item, TroubleKind
from mentorbot.domain.enrolments import NudgeKind
from mentorbot.domain.nudges import Nudge
from mentorbot.domain.questions import Answered
from mentorbot.domain.samples import Sample

_NUDGE = [each.name for each in fields(Nudge)]
_INSTANTS = ("next_at",)
"""The instants of a nudge, which JSON keeps as text."""


def kept(letter: Letter) -> dict[str, Any]:
    """A letter as JSON keeps it."""
    match letter:
        case Digest(items=items):
            return asdict(letter) | {"items": [_kept_item(each) for each in items]}
        case Sample(nudge, cohort):
            return {"nudge": _kept_nudge(nudge), "cohort": cohort}
        case Answered():
            return asdict(letter)
        case Nudge():
            return _kept_nudge(letter)
        case _:
            assert_never(letter)


def read(kind: DeliveryKind, found: dict[str, Any]) -> Letter:
    """The letter that `kept` made."""
    if kind is DeliveryKind.DIGEST:
        return Digest(**found | {"items": tuple(_item(each) for each in found["items"])})
    if kind is DeliveryKind.SAMPLE:
        return Sample(_nudge(found["nudge"]), found["cohort"])
    if kind is DeliveryKind.ANSWER:
        return Answered(**found)
    return _nudge(found)


def _kept_nudge(nudge: Nudge) -> dict[str, Any]:
    values = {name: getattr(nudge, name) for name in _NUDGE}
    return values | {name: values[name].isoformat() for name in _INSTANTS if values[name]}


def _nudge(found: dict[str, Any]) -> Nudge:
    instants = {name: datetime.fromisoformat(found[name]) for name in _INSTANTS if found[name]}
    return Nudge(**found | instants | {"kind": NudgeKind(found["kind"])})


def kept_trail(trail: tuple[Turn, ...]) -> list[list[str]] | None:
    """Nothing for the many to whom nothing out of the ordinary happened."""
    return [[each.at.isoformat(), each.state, each.reason] for each in trail] or None


def read_trail(found: list[list[str]] | None) -> tuple[Turn, ...]:
    return tuple(Turn(datetime.fromisoformat(at), DeliveryState(state), reason) for at, state, reason in found or ())


def _kept_item(item: Item) -> dict[str, Any]:
    until = item.until.isoformat() if item.until else None
    return asdict(item) | {"at": item.at.isoformat(), "until": until}


def _item(found: dict[str, Any]) -> Item:
    until = datetime.fromisoformat(found["until"]) if found.get("until") else None
    at = datetime.fromisoformat(found["at"])
    return Item(**found | {"kind": TroubleKind(found["kind"]), "at": at, "until": until})
