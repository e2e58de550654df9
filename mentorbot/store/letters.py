"""Letters as JSON: what a delivery says, kept with it."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from mentorbot.domain.deliveries import LETTERS, DeliveryKind, DeliveryState, Letter, Turn
from mentorbot.domain.enrolments import NudgeKind
from mentorbot.domain.nudges import Nudge

_NUDGE = [each.name for each in fields(Nudge)]
_INSTANTS = ("next_at",)
"""The instants of a nudge, which JSON keeps as text."""
_ADAPTERS: Mapping[type, TypeAdapter[Any]] = {each: TypeAdapter(each) for each in LETTERS.values()}


def kept(letter: Letter) -> dict[str, Any]:
    """A letter as JSON keeps it."""
    if isinstance(letter, Nudge):  # the many, spelt out: twice as fast
        return _kept_nudge(letter)
    found: dict[str, Any] = _ADAPTERS[type(letter)].dump_python(letter, mode="json")
    return found


def read(kind: DeliveryKind, found: dict[str, Any]) -> Letter:
    """The letter that `kept` made."""
    if kind not in LETTERS:
        return _nudge(found)
    letter: Letter = _ADAPTERS[LETTERS[kind]].validate_python(found)
    return letter


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
