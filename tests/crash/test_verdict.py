"""What counts as lost, doubled, held and contradicted."""

import pytest

from tests.crash.judge import Somebody
from tests.crash.verdict import Row, judge_all

ADA = Somebody("slack", "U1")


def row(state: str, key: str = "k1", reason: str = "") -> Row:
    return Row(who=ADA, key=key, state=state, attempts=1, reason=reason)


def test_recorded_once_and_settled_as_sent_is_right() -> None:
    verdict = judge_all([ADA], [row("sent")], {ADA: ["k1"]})
    assert (verdict.right, verdict.sent) == (True, 1)


@pytest.mark.parametrize("recorded", [[], ["k1"]])
def test_held_with_a_reason_is_counted_whether_it_arrived_or_not(recorded: list[str]) -> None:
    verdict = judge_all([ADA], [row("held", reason="no history")], {ADA: recorded})
    assert (verdict.right, verdict.sent, dict(verdict.held)) == (True, 0, {"no history": 1})


@pytest.mark.parametrize("state", ["sent", "pending", "sending", "retry", "expired", "held"])
def test_never_recorded_is_lost_whatever_the_row_says(state: str) -> None:
    verdict = judge_all([ADA], [row(state)], {})
    assert (verdict.right, len(verdict.lost)) == (False, 1)


def test_somebody_without_a_row_is_lost() -> None:
    assert len(judge_all([ADA], [], {}).lost) == 1


@pytest.mark.parametrize("keys", [["k1", "k1"], ["k1", "k2"]])
def test_recorded_twice_is_doubled_under_one_key_or_two(keys: list[str]) -> None:
    verdict = judge_all([ADA], [row("sent")], {ADA: keys})
    assert (verdict.right, len(verdict.doubled)) == (False, 1)


def test_two_rows_for_one_occasion_are_doubled() -> None:
    assert judge_all([ADA], [row("sent"), row("pending", "k2")], {ADA: ["k1"]}).doubled


def test_held_and_recorded_twice_is_doubled() -> None:
    assert judge_all([ADA], [row("held", reason="no history")], {ADA: ["k1", "k1"]}).doubled


@pytest.mark.parametrize("found", [row("expired"), row("retry"), row("held"), row("sent", "k2")])
def test_a_row_that_does_not_say_what_was_recorded_is_a_contradiction(found: Row) -> None:
    assert judge_all([ADA], [found], {ADA: ["k1"]}).contradictions


def test_a_message_to_somebody_nobody_knows_is_a_contradiction() -> None:
    assert judge_all([], [], {ADA: ["k1"]}).contradictions


def test_it_says_who_was_wronged_and_how() -> None:
    told = str(judge_all([ADA], [row("sent")], {ADA: ["k1", "k1"]}))
    assert "doubled                   1" in told
    assert "slack U1: recorded ['k1', 'k1'], rows [('k1', 'sent')]" in told
