"""What has happened when a simulation is over: what people got, what the rows say, what people did."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from mentorbot.domain.deliveries import DeliveryKind
from mentorbot.domain.nudges import Due
from mentorbot.simulation.habits import Deed
from mentorbot.simulation.platform import Arrival
from mentorbot.simulation.scenario import Scenario
from mentorbot.simulation.town import Inhabitant
from mentorbot.store.ledger import Entry

MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Everything that the checks and the report are made from."""

    scenario: Scenario
    people: Mapping[str, Inhabitant]
    arrivals: Sequence[Arrival]
    """What the platforms recorded, first things first."""
    entries: Mapping[str, Entry]
    """The rows of the outbox, by key."""
    at_the_end: Mapping[str, Due]
    """Everybody's enrolment, by user."""
    deeds: Mapping[str, Sequence[Deed]]
    faults: Mapping[str, int]
    over: int
    """Posts that came faster than a platform takes them."""

    def instant(self, seconds: float) -> datetime:
        return self.scenario.start + timedelta(seconds=seconds)

    def told(self, user: str) -> list[str]:
        """One person's story, a line for each thing that happened."""
        lines = [(each.at, f"got {self._named(each.key)}") for each in self.arrivals if each.user == user] + [
            (deed.at, f"did: {deed.act}") for deed in self.deeds.get(user, ())
        ]
        rows = [each for each in self.entries.values() if each.user == user and each.state != "sent"]
        lines += [
            (self._seconds(each.scheduled_at), f"{each.kind} of {each.on}: {each.state}, {each.reason}")
            for each in rows
        ]
        last = self.at_the_end[user].enrolment
        state = f"at the end: {last.state}, next {last.next_at or 'never'}"
        where = f"{user}, {self.people[user].platform}/{self.people[user].workspace}, {self.people[user].zone}"
        return [
            where,
            *(f"  {self.instant(at):%a %d %b %H:%M:%S} UTC  {line}" for at, line in sorted(lines)),
            f"  {state}",
        ]

    def nudges(self, arrival: Arrival) -> bool:
        """Whether it is a nudge or a reminder, rather than what an admin is told."""
        row = self.entries.get(arrival.key)
        return row is None or row.kind is not DeliveryKind.DIGEST

    def of_each(self) -> dict[str, list[Arrival]]:
        found: dict[str, list[Arrival]] = defaultdict(list)
        for each in self.arrivals:
            found[each.user].append(each)
        return found

    def _named(self, key: str) -> str:
        row = self.entries.get(key)
        return f"{row.kind} of {row.on} ({key})" if row else key

    def _seconds(self, at: datetime) -> float:
        return (at.astimezone(UTC) - self.scenario.start).total_seconds()
