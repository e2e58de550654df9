"""Lines from our own templates: marks count there only, and values stay literal."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.chat.ids import ChannelId, UserId
from mentorbot.chat.spans import (
    ChannelLink,
    Code,
    Emphasis,
    Line,
    Link,
    Mention,
    Moment,
    MomentStyle,
    Strong,
    line,
    plain,
)

AT = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("template", "spans"),
    [
        ("plain", ("plain",)),
        ("", ()),
        ("**bold** and *soft* and `code`", (Strong(("bold",)), " and ", Emphasis(("soft",)), " and ", Code("code"))),
        ("**a *b* c**", (Strong(("a ", Emphasis(("b",)), " c")),)),
        ("one * two", ("one * two",)),
        ("{{kept}}", ("{", "kept}")),
    ],
)
def test_a_template_may_mark_words(template: str, spans: Line) -> None:
    assert line(template) == spans


@given(st.text(min_size=1))
def test_what_a_person_wrote_stays_as_they_wrote_it(wrote: str) -> None:
    assert line("{wrote}", wrote=wrote) == (wrote,)
    assert line("**{wrote}**", wrote=wrote) == (Strong((wrote,)),)
    assert line("`{wrote}`", wrote=wrote) == (Code(wrote),)
    assert plain(line("Is *{wrote}* right?", wrote=wrote)) == f"Is {wrote} right?"


@pytest.mark.parametrize("wrote", ["**bold**", "{other}", "`code`", "<!channel>", "@everyone", "*", "{", "%s"])
def test_marks_and_braces_in_a_value_mean_nothing(wrote: str) -> None:
    assert line("You wrote {wrote}.", wrote=wrote) == ("You wrote ", wrote, ".")


def test_a_value_may_be_a_span_a_line_or_a_number() -> None:
    kim = Mention(UserId("U1"), "Kim")
    assert line("{who} has {count}: {tasks}", who=kim, count=2, tasks=("a, ", Code("b"))) == (
        kim,
        " has ",
        "2",
        ": ",
        "a, ",
        Code("b"),
    )


def test_a_value_that_was_not_given_is_a_bug_of_ours() -> None:
    with pytest.raises(KeyError):
        line("{missing}")


def test_every_span_has_a_plain_text() -> None:
    spans: Line = (
        Strong(("a", Emphasis(("b",)))),
        Code("c"),
        Link("d", "https://example.com"),
        Mention(UserId("U1"), "Kim"),
        ChannelLink(ChannelId("C1"), "career"),
        Moment(AT, "Europe/Berlin"),
    )
    assert plain(spans) == "abcd@Kim#careerMonday 23 November, 09:05"


@pytest.mark.parametrize(
    ("style", "zone", "said"),
    [
        (MomentStyle.FULL, "Asia/Kathmandu", "Monday 23 November, 13:50"),
        (MomentStyle.FULL, "Pacific/Honolulu", "Sunday 22 November, 22:05"),
        (MomentStyle.DATE, "Pacific/Honolulu", "22 November"),
        (MomentStyle.TIME, "UTC", "08:05"),
    ],
)
def test_a_moment_is_said_on_the_clock_of_its_zone(style: MomentStyle, zone: str, said: str) -> None:
    assert plain((Moment(AT, zone, style),)) == said
