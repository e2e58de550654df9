"""A delivery: one message to one person, from the moment it is owed to the moment it is settled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias, assert_never

from mentorbot.domain.announcements import Announced
from mentorbot.domain.cadence import local_date
from mentorbot.domain.digests import Digest
from mentorbot.domain.enrolments import EnrolmentKey
from mentorbot.domain.guide import Edition
from mentorbot.domain.help_letters import HelpNews, Stuck
from mentorbot.domain.kudos import Praise
from mentorbot.domain.members import Member, MemberKey, WorkspaceKey
from mentorbot.domain.mentee_digests import MenteesDigest
from mentorbot.domain.notices import Notice
from mentorbot.domain.nudges import Nudge
from mentorbot.domain.pairings import Paired
from mentorbot.domain.questions import Answered
from mentorbot.domain.relayed import Relayed
from mentorbot.domain.samples import Sample

Letter: TypeAlias = (
    Nudge
    | Digest
    | Sample
    | Answered
    | Notice
    | Announced
    | Stuck
    | HelpNews
    | MenteesDigest
    | Relayed
    | Praise
    | Paired
)
"""What is said: facts enough to write the message without asking the store again."""


def editions(letters: Iterable[Letter]) -> frozenset[Edition]:
    """The versions of guides that these were written for."""
    return frozenset(edition for each in letters if (edition := _edition(each)) is not None)


def _edition(letter: Letter) -> Edition | None:
    match letter:
        case Nudge():
            return letter.edition
        case Sample(nudge):
            return nudge.edition
        case Digest() | Answered() | Notice() | Announced() | Stuck() | HelpNews() | MenteesDigest():
            return None
        case Relayed() | Praise() | Paired():
            return None
        case _:
            assert_never(letter)


class DeliveryKind(StrEnum):
    """What it is for; with the enrolment and the date it names the occasion."""

    NUDGE = "nudge"
    REMINDER = "reminder"
    DIGEST = "digest"
    """What admins should know, once a day at most."""
    SAMPLE = "sample"
    """A nudge that an admin sends to themselves, to see it."""
    ANSWER = "answer"
    """A person's answer to what the guide left open."""
    RELAY = "relay"
    """What a learner and their mentor write to each other."""
    STUCK = "stuck"
    """To a mentor or their cover: somebody is stuck."""
    HELP = "help"
    """To somebody who is stuck: what became of their call."""
    KUDOS = "kudos"
    MENTEES = "mentees"
    """A mentor's week, once a week at most."""
    ANNOUNCEMENT = "announcement"
    NOTICE = "notice"
    """Something about a person's place that somebody else decided: let in, moved."""
    PAIRED = "paired"
    """Who goes with whom from now on, to one of them."""


LETTERS: Mapping[DeliveryKind, type[Letter]] = MappingProxyType(
    {
        DeliveryKind.DIGEST: Digest,
        DeliveryKind.SAMPLE: Sample,
        DeliveryKind.ANSWER: Answered,
        DeliveryKind.PAIRED: Paired,
        DeliveryKind.STUCK: Stuck,
        DeliveryKind.HELP: HelpNews,
        DeliveryKind.MENTEES: MenteesDigest,
        DeliveryKind.NOTICE: Notice,
        DeliveryKind.ANNOUNCEMENT: Announced,
        DeliveryKind.RELAY: Relayed,
        DeliveryKind.KUDOS: Praise,
    }
)
"""What a delivery of each kind brings; nudges and reminders, the many, bring a `Nudge`."""


class DeliveryState(StrEnum):
    """The life of a delivery; the drawing is in `outbox/dispatcher.py`."""

    PENDING = "pending"
    SENDING = "sending"
    """Claimed: on its way, or in doubt once its lease has ended."""
    SENT = "sent"
    RETRY = "retry"
    """Tried or claimed before, and certainly not sent."""
    HELD = "held"
    """Nobody can tell whether it arrived, so an admin decides."""
    UNDELIVERABLE = "undeliverable"
    EXPIRED = "expired"
    """It was too late for its day before it could go out; a nudge comes at the next opening, under another date."""
    CANCELLED = "cancelled"


SETTLED_STATES = frozenset(
    {DeliveryState.SENT, DeliveryState.UNDELIVERABLE, DeliveryState.EXPIRED, DeliveryState.CANCELLED}
)
"""Nothing more comes of it."""
WAITING_STATES = frozenset({DeliveryState.PENDING, DeliveryState.RETRY})
"""Owed, and not on its way."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Something out of the ordinary that happened to a delivery; `at` is UTC."""

    at: datetime
    state: DeliveryState
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A message on its way; `key` names it to the platform and is the same at every try. Instants are UTC."""

    key: str
    workspace: WorkspaceKey
    member: MemberKey
    enrolment: EnrolmentKey | None
    """None for what belongs to no cohort, such as a digest."""
    kind: DeliveryKind
    on: date
    """Names the occasion: (enrolment, kind, on) is unique for ever, (member, kind, on) where there is no enrolment."""
    letter: Letter
    scheduled_at: datetime
    """The instant it is meant for."""
    until: datetime
    """The last instant at which it may go out: later would be the wrong hour."""
    due_at: datetime
    """When it is to be tried next; what waits goes out in this order."""
    planned_at: datetime
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    """Claims so far: the fence that keeps a process which was frozen from settling what another has claimed since."""
    doubts: int = 0
    """How often nobody could tell at once whether it had arrived."""
    first_tried_at: datetime | None = None
    settled_at: datetime | None = None
    message: str = ""
    reason: str = ""
    trail: tuple[Turn, ...] = ()
    about: str = ""
    """What it belongs to besides an enrolment, to be called back with it: `announcement:7`, `mentorship:3`."""


_KEEPS = timedelta(days=14)
"""How long a letter may take to reach somebody, where nothing else is said."""


def owed_now(
    key: str,
    letter: Letter,
    kind: DeliveryKind,
    *,
    to: Member,
    now: datetime,
    keeps: timedelta = _KEEPS,
    about: str = "",
) -> Delivery:
    """A letter of no rhythm: due at once, for as long as it `keeps`, on the day that it is for its reader."""
    return Delivery(
        key=key,
        workspace=to.workspace,
        member=to.key,
        enrolment=None,
        kind=kind,
        on=local_date(now, to.clock),
        letter=letter,
        scheduled_at=now,
        until=now + keeps,
        due_at=now,
        planned_at=now,
        about=about,
    )


@dataclass(frozen=True, slots=True)
class Address:
    """Where a delivery goes: ids as the platform knows them."""

    platform: str
    workspace: str
    user: str
    refused: str = ""
    """Why nothing can be written to them, where that is known already."""
