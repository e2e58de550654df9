"""What became of everybody: the database's word against the judge's."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.ext.asyncio import create_async_engine

from mentorbot.domain.deliveries import DeliveryState
from mentorbot.store.tables import deliveries, members, workspaces
from tests.crash.judge import Somebody

UNSETTLED = frozenset({"pending", "sending", "retry"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A delivery as the database has it."""

    who: Somebody
    key: str
    state: str
    attempts: int
    reason: str

    @property
    def settled(self) -> bool:
        return self.state not in UNSETTLED


@dataclass(slots=True)
class Verdict:
    """`right` when nobody's occasion was lost or doubled, and the rows say what the judge saw."""

    people: int
    sent: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    contradictions: list[str] = field(default_factory=list)
    held: Counter[str] = field(default_factory=Counter)
    """By their reason."""
    tries: Counter[int] = field(default_factory=Counter)

    @property
    def right(self) -> bool:
        return not (self.lost or self.doubled or self.contradictions)

    def __str__(self) -> str:
        lines = [
            f"people               {self.people:>6}",
            f"recorded once        {self.sent:>6}",
            f"held, with a reason  {self.held.total():>6}",
            *(f"    {number} x {reason}" for reason, number in sorted(self.held.items())),
            f"lost                 {len(self.lost):>6}",
            f"doubled              {len(self.doubled):>6}",
            f"contradictions       {len(self.contradictions):>6}",
            f"tries of each        {', '.join(f'{number} x {tries}' for tries, number in sorted(self.tries.items()))}",
        ]
        return "\n".join([*lines, *self.lost, *self.doubled, *self.contradictions])


def judge_all(people: Sequence[Somebody], rows: Sequence[Row], recorded: Mapping[Somebody, Sequence[str]]) -> Verdict:
    """Each person's one occasion was recorded once, or it is held for a reason; the row and the judge agree."""
    theirs: defaultdict[Somebody, list[Row]] = defaultdict(list)
    for row in rows:
        theirs[row.who].append(row)
    verdict = Verdict(people=len(people))
    for who in people:
        _judge(verdict, who, theirs.pop(who, []), recorded.get(who, ()))
    strangers = set(theirs) | (set(recorded) - set(people))
    verdict.contradictions += [f"{who}: nobody knows them" for who in sorted(strangers)]
    return verdict


def _judge(verdict: Verdict, who: Somebody, rows: Sequence[Row], keys: Sequence[str]) -> None:
    told = f"{who.platform} {who.user}: recorded {list(keys)}, rows {[(each.key, each.state) for each in rows]}"
    verdict.tries[sum(each.attempts for each in rows)] += 1
    if len(keys) > 1 or len(rows) > 1:
        verdict.doubled.append(told)
        return
    held = [each for each in rows if each.state == DeliveryState.HELD]
    for each in held:
        verdict.held[each.reason] += 1
    if held and held[0].reason:
        return
    if not keys:
        verdict.lost.append(told)
    elif [(each.key, each.state) for each in rows] != [(keys[0], DeliveryState.SENT)]:
        verdict.contradictions.append(told)
    else:
        verdict.sent += 1


async def rows_of(url: str) -> Sequence[Row]:
    """Every delivery, read beside the bots and without touching anything."""
    engine = create_async_engine(url.replace("sqlite:", "sqlite+aiosqlite:").replace("postgresql:", _ASYNCPG))
    query = select(
        workspaces.c.platform, members.c.user, *(deliveries.c[name] for name in ("key", "state", "attempts", "reason"))
    ).where(members.c.key == deliveries.c.member, workspaces.c.key == deliveries.c.workspace)
    try:
        async with engine.connect() as connection:
            found = (await connection.execute(query)).all()
    finally:
        await engine.dispose()
    return [
        Row(
            who=Somebody(row.platform, row.user),
            key=row.key,
            state=str(row.state),
            attempts=row.attempts,
            reason=row.reason,
        )
        for row in found
    ]


_ASYNCPG = "postgresql+asyncpg:"
