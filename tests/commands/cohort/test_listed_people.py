"""Whom each line of a list means."""

import pytest

from mentorbot.chat.ids import UserId
from mentorbot.chat.platform import Person
from mentorbot.commands.cohort.listed_people import Listed, identified
from mentorbot.domain.people_files import read_people


def person(user: str, name: str, **more: object) -> Person:
    return Person(user=UserId(user), name=name, handle=name.split(maxsplit=1)[0].lower(), **more)  # type: ignore[arg-type]


ADA = person("U000ADA1", "Ada Lovelace", email="Ada@example.org", zone="Europe/London")
KIM = person("U000KIM1", "Kim Wójcik", email="kim@example.org")
KIM_TWO = person("U000KIM2", "Kim  wójcik", email="kim2@example.org")
LEE = person("U000LEE1", "Lee", gone=True)
ROBOT = person("U000BOT1", "Robot", bot=True)
HERE = (ADA, KIM, KIM_TWO, LEE, ROBOT)


def found(text: str) -> list[Listed]:
    return list(identified(read_people(text.encode()), HERE))


@pytest.mark.parametrize("line", ["U000ADA1", "<@U000ADA1>", "ada@EXAMPLE.org", "@Ada", "ada lovelace", "ada"])
def test_an_id_an_address_a_handle_and_a_name_find_the_same_person(line: str) -> None:
    (only,) = found(line)
    assert (only.person, only.why_not) == (ADA, "")


def test_the_surest_thing_on_a_line_decides() -> None:
    (only,) = found("id,name\nU000KIM2,Ada Lovelace")
    assert only.person == KIM_TWO


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("kim wójcik", "2 people are called that; add an address, a handle or an id."),
        ("ada lovelase", "Nobody here is called that; did you mean Ada Lovelace?"),
        ("Zebedee Quux", "Nobody here is called that."),
        ("nobody@example.org", "Nobody here has that address."),
        ("U000NOBODY", "Nobody here has that id."),
        ("@nobody", "Nobody here has that handle."),
        ("lee", "Deactivated here, so nothing would reach them."),
        ("Robot", "A bot; the guide is for people."),
    ],
)
def test_a_line_that_means_nobody_says_why(line: str, why: str) -> None:
    (only,) = found(line)
    assert (only.person, only.why_not) == (None, why)


def test_of_two_lines_about_one_person_the_first_counts() -> None:
    first, second = found("Ada Lovelace\nada@example.org")
    assert first.person == ADA
    assert second == Listed(number=2, wrote="ada@example.org", why_not="The same person as in line 1.")


def test_a_zone_counts_where_the_platform_knows_none_and_a_wrong_one_is_said() -> None:
    ada, kim, wrong = found("email,tz\nada@example.org,Tokyo\nkim@example.org,tokyo\nkim2@example.org,Mars")
    assert ada.person is not None
    assert ada.person.zone == "Europe/London"
    assert kim.person is not None
    assert kim.person.zone == "Asia/Tokyo"
    assert (wrong.person, wrong.why_not) == (None, "“Mars” isn't a time zone I know.")


def test_lines_that_cannot_be_read_come_between_the_others_in_their_order() -> None:
    lines = found('Ada Lovelace\n"broken\nkim@example.org')
    assert [each.number for each in lines] == [1, 2, 3]
    assert lines[1].why_not == "The line opens a quotation mark that it does not close."


def test_only_so_many_lines_are_told_a_nearest_name() -> None:
    lines = found("\n".join(["ada lovelase"] * 30))
    assert sum("did you mean" in each.why_not for each in lines) == 20
