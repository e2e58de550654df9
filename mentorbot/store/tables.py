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
    true,
)

from mentorbot.domain.checkins import Mood
from mentorbot.domain.cohorts import CohortState
from mentorbot.domain.deliveries import DeliveryKind, DeliveryState
from mentorbot.domain.digests import TroubleKind
from mentorbot.domain.enrolments import Ending, EnrolmentState, NudgeKind
from mentorbot.domain.members import Reach
from mentorbot.domain.mentoring import MentorshipState, MentorState
from mentorbot.domain.proposals import ProposalKind
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


class WordSet(TypeDecorator[frozenset[str]]):
    """A few short words or phrases, without an order."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: frozenset[str] | None, dialect: Dialect) -> list[str] | None:
        del dialect
        return None if value is None else sorted(value)

    def process_result_value(self, value: list[str] | None, dialect: Dialect) -> frozenset[str] | None:
        del dialect
        return None if value is None else frozenset(value)


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
    Column("default_guide", String(64)),
    Column("default_days", DaySet),
    Column("default_at", Time),
    Column("default_zone", String(64)),
    Column("default_holidays", Text, nullable=False, server_default=""),
    Column("default_approval", Boolean, nullable=False, server_default=false()),
    Column("escalates", Boolean, nullable=False, server_default=true()),
    Column("stuck_weeks", SmallInteger, nullable=False, server_default="3"),
    Column("retention_days", Integer),
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
    Column("approval", Boolean, nullable=False, server_default=false()),
    Column("state", _word(CohortState), nullable=False),
    Column("revision", Integer, nullable=False, server_default="0"),
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
    Column("ended_why", _word(Ending)),
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
_ALONE = text("kind IN ('digest', 'mentees')")
"""Digests are once a day for each person; what else belongs to no enrolment, such as a test, is not counted."""
_BELONGS = text("about <> ''")

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
    Column("about", String(40), nullable=False, server_default=""),
    Column("answered_at", UtcDateTime),
    UniqueConstraint("enrolment", "kind", "on"),
    Index("uq_deliveries_alone", "member", "kind", "on", unique=True, sqlite_where=_ALONE, postgresql_where=_ALONE),
    Index("ix_deliveries_waiting", "workspace", "due_at", "key", sqlite_where=_WAITING, postgresql_where=_WAITING),
    Index("ix_deliveries_sending", "workspace", "lease_until", sqlite_where=_SENDING, postgresql_where=_SENDING),
    Index("ix_deliveries_held", "workspace", "scheduled_at", "key", sqlite_where=_HELD, postgresql_where=_HELD),
    Index(None, "member"),
    Index("ix_deliveries_about", "about", sqlite_where=_BELONGS, postgresql_where=_BELONGS),
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
    Column("told", KEY, ForeignKey("members.key")),
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

grants = Table(
    "grants",
    metadata,
    Column("member", KEY, ForeignKey("members.key"), primary_key=True),
    Column("giver", KEY, ForeignKey("members.key")),
    Column("at", UtcDateTime, nullable=False),
)

mentors = Table(
    "mentors",
    metadata,
    Column("member", KEY, ForeignKey("members.key"), primary_key=True),
    Column("state", _word(MentorState), nullable=False),
    Column("capacity", SmallInteger, nullable=False),
    Column("topics", WordSet, nullable=False),
    Column("languages", WordSet, nullable=False),
    Column("hours_from", Time, nullable=False),
    Column("hours_until", Time, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("away_until", Date),
    Column("cover", KEY, ForeignKey("members.key")),
    Column("digest_day", DaySet, nullable=False),
    Column("digest_time", Time, nullable=False),
    Column("digest_at", UtcDateTime),
    Index(None, "digest_at"),
)

mentor_wishes = Table(
    "mentor_wishes",
    metadata,
    Column("member", KEY, ForeignKey("members.key"), primary_key=True),
    Column("topics", WordSet, nullable=False),
    Column("languages", WordSet, nullable=False),
)

_PAIRED = text("state = 'active'")

mentorships = Table(
    "mentorships",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("workspace", KEY, ForeignKey("workspaces.key"), nullable=False),
    Column("mentor", KEY, ForeignKey("members.key"), nullable=False),
    Column("learner", KEY, ForeignKey("members.key"), nullable=False),
    Column("state", _word(MentorshipState), nullable=False),
    Column("why", Text, nullable=False),
    Column("began_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("ended_why", Text, nullable=False, server_default=""),
    Column("stopped_by", KEY, ForeignKey("members.key")),
    Column("stopped_too", Boolean, nullable=False, server_default=false()),
    Column("mentor_wrote_at", UtcDateTime),
    Column("learner_wrote_at", UtcDateTime),
    Index("uq_mentorships_active_learner", "learner", unique=True, sqlite_where=_PAIRED, postgresql_where=_PAIRED),
    Index(None, "mentor"),
    Index(None, "learner"),
)

mentor_notes = Table(
    "mentor_notes",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("author", KEY, ForeignKey("members.key"), nullable=False),
    Column("learner", KEY, ForeignKey("members.key"), nullable=False),
    Column("text", Text, nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "learner"),
    Index(None, "author"),
)

checkins = Table(
    "checkins",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("member", KEY, ForeignKey("members.key"), nullable=False),
    Column("cohort", KEY, ForeignKey("cohorts.key")),
    Column("mood", _word(Mood), nullable=False),
    Column("note", Text),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "member", "at"),
    Index(None, "cohort", "at"),
)

_OPEN_HELP = text("answered_at IS NULL AND escalated_at IS NULL AND escalates_at IS NOT NULL")

help_requests = Table(
    "help_requests",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("workspace", KEY, ForeignKey("workspaces.key"), nullable=False),
    Column("member", KEY, ForeignKey("members.key"), nullable=False),
    Column("cohort", KEY, ForeignKey("cohorts.key")),
    Column("task", String(64)),
    Column("note", Text),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("told", KEY, ForeignKey("members.key")),
    Column("escalates_at", UtcDateTime),
    Column("escalated_at", UtcDateTime),
    Column("answered_at", UtcDateTime),
    Column("answered_by", KEY, ForeignKey("members.key")),
    Index("ix_help_requests_open", "escalates_at", sqlite_where=_OPEN_HELP, postgresql_where=_OPEN_HELP),
    Index(None, "member", "asked_at"),
    Index(None, "workspace", "asked_at"),
)

kudos = Table(
    "kudos",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("giver", KEY, ForeignKey("members.key"), nullable=False),
    Column("receiver", KEY, ForeignKey("members.key"), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "receiver"),
    Index(None, "giver"),
)

certificates = Table(
    "certificates",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("member", KEY, ForeignKey("members.key"), nullable=False),
    Column("guide", String(64), nullable=False),
    Column("cohort", KEY, ForeignKey("cohorts.key")),
    Column("sealed", Text, nullable=False),
    Column("issued_at", UtcDateTime, nullable=False),
    UniqueConstraint("member", "guide"),
)

announcements = Table(
    "announcements",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("workspace", KEY, ForeignKey("workspaces.key"), nullable=False),
    Column("cohort", KEY, ForeignKey("cohorts.key"), nullable=False),
    Column("author", KEY, ForeignKey("members.key"), nullable=False),
    Column("text", Text, nullable=False),
    Column("people", Integer, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("goes_at", UtcDateTime, nullable=False),
    Column("undone_at", UtcDateTime),
    Index(None, "cohort"),
)

proposals = Table(
    "proposals",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("workspace", KEY, ForeignKey("workspaces.key"), nullable=False),
    Column("member", KEY, ForeignKey("members.key"), nullable=False),
    Column("cohort", KEY, ForeignKey("cohorts.key")),
    Column("kind", _word(ProposalKind), nullable=False),
    Column("content", JSON, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("settled_at", UtcDateTime),
    Index(None, "made_at"),
)

audit = Table(
    "audit",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("workspace", KEY, ForeignKey("workspaces.key"), nullable=False),
    Column("member", KEY, ForeignKey("members.key"), nullable=False),
    Column("command", String(40), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("about", KEY, ForeignKey("members.key")),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "workspace", "key"),
)
"""Only ever added to: the database itself refuses to change or delete a row (migration 0011)."""
