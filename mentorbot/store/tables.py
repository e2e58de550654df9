"""The tables, and the column types that keep times aware and states named."""

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    Time,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)

from mentorbot.domain.cohorts import CohortState
from mentorbot.domain.deliveries import DeliveryKind, DeliveryState
from mentorbot.domain.digests import TroubleKind
from mentorbot.domain.enrolments import EnrolmentState, NudgeKind
from mentorbot.domain.members import Reach
from mentorbot.domain.questions import Outcome
from mentorbot.domain.weekdays import Days, Weekday

KEY = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts up by itself only in a column that says INTEGER."""


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC datetimes only, on databases with and without time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a datetime without a zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class DaySet(TypeDecorator[Days]):
    """Days of the week as a sum of bits: Monday 1, Tuesday 2, Wednesday 4 and so on."""

    impl = SmallInteger
    cache_ok = True

    def process_bind_param(self, value: Days | None, dialect: Dialect) -> int | None:
        del dialect
        return None if value is None else sum(1 << day for day in value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Days | None:
        del dialect
        return None if value is None else _DAY_SETS[value]


_DAY_SETS = [tuple(day for day in Weekday if bits >> day & 1) for bits in range(1 << len(Weekday))]


def _word(kind: type[StrEnum]) -> Enum:
    """A state as its word, readable in the database and free of a type to migrate."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=16,
        values_callable=lambda members: [member.value for member in members],
    )


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

workspaces = Table(
    "workspaces",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("platform", String(16), nullable=False),
    Column("outside", String(64), nullable=False),
    Column("name", String(200), nullable=False),
    Column("keeps_texts", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("platform", "outside"),
)

members = Table(
    "members",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("workspace", KEY, ForeignKey("workspaces.key"), nullable=False),
    Column("user", String(64), nullable=False),
    Column("name", String(200), nullable=False),
    Column("zone", String(64)),
    Column("zone_chosen", Boolean, nullable=False),
    Column("reach", _word(Reach), nullable=False),
    Column("reach_reason", Text, nullable=False),
    Column("admin", Boolean, nullable=False, server_default=false()),
    Column("work_days", DaySet),
    Column("quiet_from", Time),
    Column("quiet_until", Time),
    Column("seen_at", UtcDateTime, nullable=False),
    UniqueConstraint("workspace", "user"),
    Index(None, "user"),
)

cohorts = Table(
    "cohorts",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("workspace", KEY, ForeignKey("workspaces.key"), nullable=False),
    Column("slug", String(40), nullable=False),
    Column("name", String(200), nullable=False),
    Column("guide", String(64), nullable=False),
    Column("guide_version", String(64), nullable=False, server_default=""),
    Column("days", DaySet, nullable=False),
    Column("every", SmallInteger, nullable=False, server_default="1"),
    Column("at", Time, nullable=False),
    Column("zone", String(64)),
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("holidays", Text, nullable=False, server_default=""),
    Column("budget", SmallInteger, nullable=False, server_default="3"),
    Column("channel", String(64)),
    Column("state", _word(CohortState), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("workspace", "slug"),
)

_LIVE = text("state IN ('active', 'paused', 'quiet')")

enrolments = Table(
    "enrolments",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("cohort", KEY, ForeignKey("cohorts.key"), nullable=False),
    Column("member", KEY, ForeignKey("members.key"), nullable=False),
    Column("state", _word(EnrolmentState), nullable=False),
    Column("focus", String(64)),
    Column("days", DaySet),
    Column("at", Time),
    Column("joined_at", UtcDateTime, nullable=False),
    Column("next_at", UtcDateTime),
    Column("next_on", Date),
    Column("next_kind", _word(NudgeKind), nullable=False),
    Column("next_why", Text, nullable=False, server_default=""),
    Column("last_on", Date),
    Column("reminded_on", Date),
    Column("week", SmallInteger, nullable=False),
    Column("unanswered", SmallInteger, nullable=False, server_default="0"),
    Column("quiet_at", UtcDateTime),
    Column("resumes_on", Date),
    Column("paused_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    UniqueConstraint("cohort", "member"),
    Index(None, "next_at", "key"),
    Index("uq_enrolments_live_member", "member", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
)

completions = Table(
    "completions",
    metadata,
    Column("member", KEY, ForeignKey("members.key"), primary_key=True),
    Column("guide", String(64), primary_key=True),
    Column("task", String(64), primary_key=True),
    Column("done_at", UtcDateTime, nullable=False),
    Column("evidence", Text, nullable=False),
)

WAITING = text("deliveries.state IN ('pending', 'retry')")
"""Word for word the condition of the index below: a parameter in its place would keep SQLite from using it."""
SENDING = text("deliveries.state = 'sending'")
HELD = text("deliveries.state = 'held'")
_WAITING = text("state IN ('pending', 'retry')")
_SENDING = text("state = 'sending'")
_HELD = text("state = 'held'")
_ALONE = text("kind = 'digest'")
"""Digests are once a day for each person; what else belongs to no enrolment, such as a test, is not counted."""

deliveries = Table(
    "deliveries",
    metadata,
    Column("key", String(25), primary_key=True),
    Column("workspace", KEY, ForeignKey("workspaces.key"), nullable=False),
    Column("member", KEY, ForeignKey("members.key"), nullable=False),
    Column("enrolment", KEY, ForeignKey("enrolments.key")),
    Column("kind", _word(DeliveryKind), nullable=False),
    Column("on", Date, nullable=False),
    Column("letter", JSON, nullable=False),
    Column("scheduled_at", UtcDateTime, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("planned_at", UtcDateTime, nullable=False),
    Column("state", _word(DeliveryState), nullable=False),
    Column("lease_until", UtcDateTime),
    Column("attempts", SmallInteger, nullable=False),
    Column("doubts", SmallInteger, nullable=False),
    Column("first_tried_at", UtcDateTime),
    Column("settled_at", UtcDateTime),
    Column("message", String(200), nullable=False),
    Column("reason", Text, nullable=False),
    Column("trail", JSON(none_as_null=True)),
    UniqueConstraint("enrolment", "kind", "on"),
    Index("uq_deliveries_alone", "member", "kind", "on", unique=True, sqlite_where=_ALONE, postgresql_where=_ALONE),
    Index("ix_deliveries_waiting", "workspace", "due_at", "key", sqlite_where=_WAITING, postgresql_where=_WAITING),
    Index("ix_deliveries_sending", "workspace", "lease_until", sqlite_where=_SENDING, postgresql_where=_SENDING),
    Index("ix_deliveries_held", "workspace", "scheduled_at", "key", sqlite_where=_HELD, postgresql_where=_HELD),
    Index(None, "member"),
)

reopened = Table(
    "reopened",
    metadata,
    Column("member", KEY, ForeignKey("members.key"), primary_key=True),
    Column("guide", String(64), primary_key=True),
    Column("task", String(64), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)

guide_versions = Table(
    "guide_versions",
    metadata,
    Column("guide", String(64), primary_key=True),
    Column("version", String(64), primary_key=True),
    Column("content", Text, nullable=False),
    Column("first_seen_at", UtcDateTime, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("owner", String(64)),
    Column("fence", BigInteger, nullable=False),
    Column("until", UtcDateTime),
    Column("next_send_at", UtcDateTime),
    Column("closed_until", UtcDateTime),
    Column("closed_reason", Text, nullable=False),
    Column("failures", SmallInteger, nullable=False),
)

_UNTOLD = text("told_at IS NULL")

troubles = Table(
    "troubles",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("workspace", KEY, ForeignKey("workspaces.key"), nullable=False),
    Column("member", KEY, ForeignKey("members.key")),
    Column("delivery", String(25), nullable=False),
    Column("kind", _word(TroubleKind), nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("told_at", UtcDateTime),
    Index("ix_troubles_untold", "workspace", "at", sqlite_where=_UNTOLD, postgresql_where=_UNTOLD),
)

questions = Table(
    "questions",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("workspace", KEY, ForeignKey("workspaces.key"), nullable=False),
    Column("guide", String(64), nullable=False),
    Column("topic", String(64), nullable=False),
    Column("outcome", _word(Outcome), nullable=False),
    Column("asked_on", Date, nullable=False),
    Column("text", Text),
    Column("member", KEY, ForeignKey("members.key")),
    Column("answer", Text),
    Column("answered_by", String(200), nullable=False),
    Column("answered_at", UtcDateTime),
    Index(None, "workspace", "outcome"),
    Index(None, "member", "asked_on"),
)

notes = Table(
    "notes",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("text", Text, nullable=False),
)

receipts = Table(
    "receipts",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "at"),
)
