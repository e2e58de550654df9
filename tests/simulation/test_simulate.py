"""Small towns, each with a trouble of its own: the promises are kept; and code that breaks one is caught by them."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from mentorbot.chat.platform import Absent, Evidence, Outcome, Sent, Unknown
from mentorbot.domain.deliveries import Delivery, DeliveryState
from mentorbot.outbox import lane
from mentorbot.outbox.settling import Result, looked_up, tried
from mentorbot.outbox.timing import Timing
from mentorbot.settings import Settings
from mentorbot.simulation import Report, Scenario, as_json, lines, outages_named, simulate
from mentorbot.simulation.story import Story

TOWN = Scenario(members=40, weeks=3, size=20, zones=("Europe/Berlin", "America/New_York"), faults=8)
SETTINGS = Settings(_env_file=None, content_dir=Path(__file__).parents[2] / "content")
HIT = "1d8h"
"""Nine o'clock in Berlin on the first Monday."""


def run(scenario: Scenario = TOWN) -> tuple[Report, Story]:
    return simulate(scenario, SETTINGS, lambda _: None)


def broken(report: Report) -> str:
    return "; ".join(each.promise for each in report.promises if each.violations)


def states(story: Story) -> set[DeliveryState]:
    return {each.state for each in story.entries.values()}


@pytest.mark.parametrize("what", ["platform", "bot", "database"])
def test_the_promises_outlast_an_outage_in_the_middle_of_a_burst(what: str) -> None:
    report, story = run(replace(TOWN, outages=outages_named([f"{what} at {HIT}2s for 2h"])))
    assert broken(report) == ""
    assert report.sent > TOWN.members
    assert report.weeks[0].late > 0, "what the outage kept away came when it was over"
    assert states(story) <= {DeliveryState.SENT, DeliveryState.UNDELIVERABLE, DeliveryState.CANCELLED}


def test_who_was_missed_all_day_hears_from_us_the_next() -> None:
    report, _ = run(replace(TOWN, weeks=1, faults=0, outages=outages_named([f"bot at {HIT} for 20h"])))
    assert broken(report) == ""
    assert report.sent == TOWN.members


@pytest.mark.parametrize("platform", ["slack", "discord"])
def test_many_faults_lose_nothing_and_double_nothing(platform: str) -> None:
    report, story = run(replace(TOWN, platform=platform, faults=40))
    assert broken(report) == ""
    assert len(report.faults) > 3
    assert any(row.trail for row in story.entries.values())


def test_a_seed_tells_the_same_story_again() -> None:
    (one, first), (same, again) = run(), run()
    _, other = run(replace(TOWN, seed=2))
    assert as_json(one) == as_json(same)
    assert [each[:2] for each in first.arrivals] == [each[:2] for each in again.arrivals]
    assert [each[:2] for each in first.arrivals] != [each[:2] for each in other.arrivals]


def test_the_report_has_a_line_for_each_week_and_each_promise() -> None:
    report, story = run(replace(TOWN, faults=0))
    told = list(lines(report, story))
    assert [line.split()[0] for line in told[1:4]] == ["1", "2", "3"]
    assert sum(line.startswith("✓") for line in told) == len(report.promises) == 5
    assert sum(week.sent for week in report.weeks) == report.sent == len(story.arrivals)


def _resends_blind(delivery: Delivery, _evidence: Evidence, now: datetime, timing: Timing, *, jitter: float) -> Result:
    return looked_up(delivery, Absent(), now, timing, jitter=jitter)


def _assumes_sent(delivery: Delivery, outcome: Outcome, now: datetime, timing: Timing) -> Result:
    return tried(delivery, Sent("surely") if isinstance(outcome, Unknown) else outcome, now, timing)


def test_a_dispatcher_that_resends_blind_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lane, "looked_up", _resends_blind)
    report, story = run(replace(TOWN, faults=40))
    assert "at most one message" in broken(report)
    assert not report.kept
    assert any("got the nudge" in line or "got nudge of" in line for line in lines(report, story))


def test_a_dispatcher_that_assumes_sent_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lane, "tried", _assumes_sent)
    report, _ = run(replace(TOWN, faults=40))
    assert "is what arrived" in broken(report)


def test_a_planner_that_forgets_people_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mentorbot.domain.nudges.regular", lambda *_: None)
    report, _ = run(replace(TOWN, faults=0))
    assert "nobody is forgotten" in broken(report)


def test_a_planner_that_sends_whatever_the_hour_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mentorbot.domain.nudges.last_call", lambda _cadence, at: at.replace(year=at.year + 1))
    report, _ = run(replace(TOWN, outages=outages_named([f"bot at {HIT} for 20h"])))
    assert "at its hour" in broken(report)
