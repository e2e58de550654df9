import pytest

from mentorbot.chat.platform import Blocked, Later, Outcome, Refused, Sent, Undeliverable, Unknown, Unreachable
from mentorbot.platforms.discord.outcomes import Answer, posted, refused


def said(status: int, code: int = 0, message: str = "no") -> Answer:
    return Answer(status, {"code": code, "message": message})


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Answer(200, {"id": "7"}), Sent),
        (Answer(200, None), Unknown),
        (said(400, 50007), Undeliverable),
        (said(403, 50007), Undeliverable),
        (said(403, 50278), Undeliverable),
        (said(400, 50033), Undeliverable),
        (said(404, 10013), Undeliverable),
        (said(401), Blocked),
        (said(403, 20026), Blocked),
        (said(403, 40001), Blocked),
        (said(403, 40002), Blocked),
        (Answer(403, None), Blocked),
        (said(400, 40003), Later),
        (said(404, 10003), Later),
        (said(429, 20028), Later),
        (said(400, 40004), Later),
        (said(403, 50001), Refused),
        (said(403, 50013), Refused),
        (said(403, 99999), Refused),
        (said(400, 50035), Refused),
        (said(400, 50006), Refused),
        (said(400, 200000), Refused),
        (said(404), Refused),
        (said(413, 40005), Refused),
        (Answer(307, None), Refused),
        (said(500), Unknown),
        (said(503, 130000), Unknown),
        (Answer(502, None), Unknown),
        (Answer(524, None), Unknown),
        (Answer(521, None), Unreachable),
        (Answer(526, None), Unreachable),
    ],
)
def test_each_answer_to_a_post_has_its_outcome(answer: Answer, kind: type[Outcome]) -> None:
    assert isinstance(posted(answer), kind)


@pytest.mark.parametrize("status", [500, 502, 503, 504, 520, 524])
def test_whatever_fails_while_opening_was_certainly_not_sent(status: int) -> None:
    assert isinstance(refused(Answer(status, None)), Unreachable)


def test_a_limit_for_everything_is_told_apart() -> None:
    content = {"message": "You are being rate limited.", "retry_after": 0.5, "global": True}
    assert posted(Answer(429, content)) == Later(0.5, "Discord asked me to slow down altogether")


@pytest.mark.parametrize(("header", "seconds"), [("1800", 1800.0), ("3", 600.0), ("soon", 600.0), ("inf", 86_400.0)])
def test_a_ban_of_the_address_is_waited_out(header: str, seconds: float) -> None:
    outcome = posted(Answer(429, None, {"Retry-After": header}))
    assert isinstance(outcome, Later)
    assert outcome.seconds == seconds
    assert "address" in outcome.reason
