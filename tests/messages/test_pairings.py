"""What the two of a pair read of it."""

from datetime import time

import pytest

from mentorbot.chat.blocks import Button, Buttons
from mentorbot.chat.fit import button, length
from mentorbot.chat.limits import PARAGRAPH
from mentorbot.chat.reply import Reply
from mentorbot.domain.pairings import Counterpart, Paired, PairNews
from mentorbot.domain.weekdays import WORKING_WEEK, Weekday
from mentorbot.domain.working_hours import Stretch
from mentorbot.messages.pairings import paired_message
from mentorbot.platforms.local.readable import readable_reply

AFTERNOONS = Stretch(WORKING_WEEK, time(15), time(17))
KIM = Counterpart(name="Kim", mentorship=7, why="10 working hours a week in common", together=(AFTERNOONS,))


def read(what: PairNews, *people: Counterpart, before: str = "", places: int = 0) -> str:
    letter = Paired(what=what, people=people, before=before, who="Robin", places=places, zone="Europe/Berlin")
    return readable_reply(paired_message(letter))


def buttons(made: Reply) -> list[Button]:
    return [each for row in made.blocks if isinstance(row, Buttons) for each in row.buttons]


def test_a_learner_reads_who_why_and_when_both_work() -> None:
    told = read(PairNews.MENTOR, KIM)
    assert "Kim is your mentor from now on." in told
    assert "Why you two: 10 working hours a week in common." in told
    assert "You both work Monday to Friday from 15:00 to 17:00, your time." in told


def test_a_learner_who_had_another_mentor_reads_that_too() -> None:
    assert "Kim is your mentor from now on. Until now it was Grace." in read(PairNews.MENTOR, KIM, before="Grace")


def test_two_who_never_meet_read_no_hours() -> None:
    assert "You both work" not in read(PairNews.MENTOR, Counterpart(name="Kim", why="chosen by hand"))


def test_a_mentor_with_three_new_mentees_reads_all_three_in_one_letter() -> None:
    told = read(PairNews.MENTEES, KIM, Counterpart(name="Ada", why="chosen by hand"), Counterpart(name="Lee", why="x"))
    assert "You have 3 new mentees:" in told
    assert "Kim: 10 working hours a week in common (Monday to Friday from 15:00 to 17:00 your time)" in told
    assert "Ada: chosen by hand" in told


def test_fifty_new_mentees_fit_into_a_letter() -> None:
    many = tuple(Counterpart(name=f"Person {number}", why="y" * 150) for number in range(50))
    made = paired_message(Paired(what=PairNews.MENTEES, people=many, zone="UTC"))
    assert max(length(each) for each in made.blocks) <= PARAGRAPH
    assert "more" in readable_reply(made)


def test_hours_of_three_kinds_are_told_in_short() -> None:
    odd = (AFTERNOONS, Stretch((Weekday.SATURDAY,), time(9), time(10)), Stretch((Weekday.SUNDAY,), time(9), time(11)))
    assert "Monday to Friday from 15:00 to 17:00, Saturday from 09:00 to 10:00 and at other hours" in read(
        PairNews.MENTOR, Counterpart(name="Kim", together=odd)
    )


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        (PairNews.WITHOUT, "Grace is no longer your mentor."),
        (PairNews.NAMED, "Robin has made you a mentor here."),
        (PairNews.ENDED, "Robin has ended your mentoring here."),
        (PairNews.PARTED, "Kim is no longer a mentee of yours."),
    ],
)
def test_each_other_decision_is_told_to_whom_it_is_about(what: PairNews, sentence: str) -> None:
    assert sentence in read(what, KIM, before="Grace", places=3)


@pytest.mark.parametrize("what", PairNews)
def test_every_button_of_every_letter_can_travel(what: PairNews) -> None:
    long = Counterpart(name="N" * 200, mentorship=10**9, why="because")
    made = paired_message(Paired(what=what, people=(long,), before="B" * 200, who="W" * 200, places=3, zone="UTC"))
    assert buttons(made)
    assert all(button(each) == each for each in buttons(made))
