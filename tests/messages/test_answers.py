"""What is said to a question, also by a guide of one page."""

from datetime import date

from mentorbot.domain.guide import Guide, Topic
from mentorbot.guides import Answer, Reason, Verdict
from mentorbot.guides.asking.ranking import Ranked
from mentorbot.messages.answers import answered, unknown, unsure
from mentorbot.platforms.local.readable import readable_reply

PAGE = Topic(slug="honey", title="Honey", summary="It is sweet.", body="It is sweet.", reviewed=date(2026, 11, 30))
GUIDE = Guide(
    slug="beekeeper",
    title="Beekeeper",
    short="BK",
    summary="Bees.",
    version="1",
    topics=(PAGE,),
    steps=(),
    faq=(),
)
ONLY = (Ranked("honey", "honey", 1.0, 0.0),)


def test_an_answer_of_the_only_page_names_no_other() -> None:
    said = Answer(verdict=Verdict.ANSWER, score=1.0, ranked=ONLY, excerpt="It is sweet.")
    shown = readable_reply(answered(said, GUIDE, named=True))
    assert "From “Honey”, Beekeeper" in shown
    assert "see also" not in shown


def test_the_only_page_is_offered_alone() -> None:
    shown = readable_reply(unsure(Answer(verdict=Verdict.UNSURE, score=0.5, ranked=ONLY), GUIDE, "sweet?"))
    assert "[Honey] [None of these]" in shown


def test_no_reason_repeats_the_question_or_gives_a_figure() -> None:
    for reason in Reason:
        shown = readable_reply(unknown(reason, GUIDE, near="", question="how much is 42 pounds of wax"))
        assert "wax" not in shown
        assert "42" not in shown


def test_a_question_too_long_for_a_button_is_left_out_of_it() -> None:
    for length in (40, 400):
        block = unknown(Reason.ELSEWHERE, GUIDE, near="", question="x" * length).blocks[-1]
        assert ("x" in str(block)) == (length == 40)
