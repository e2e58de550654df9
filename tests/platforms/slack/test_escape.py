import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.platforms.slack.escape import clean, escape, typed, unescape


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("<@U0ADA>", "@U0ADA"),
        ("<@U0ADA|ada>", "@ada"),
        ("<#C0GEN|general>", "#general"),
        ("<#C0GEN>", "#C0GEN"),
        ("<!channel>", "@channel"),
        ("<!subteam^S0MEN|@mentors>", "@mentors"),
        ("<https://x.org/a_b?c=1&amp;d=2>", "https://x.org/a_b?c=1&d=2"),
        ("<http://x.org|x.org>", "http://x.org"),
        ("<mailto:a@b.org|a@b.org>", "a@b.org"),
        ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
        ("&amp;lt;", "&lt;"),
        ("<", "<"),
    ],
)
def test_what_somebody_typed_is_read_as_they_typed_it(sent: str, read: str) -> None:
    assert typed(sent, ids=False) == read


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("add <@U0ADA|ada> to", "add <@U0ADA> to"),
        ("<#C0GEN|general>", "<#C0GEN>"),
        ("<!subteam^S0MEN|@mentors>", "<!subteam^S0MEN>"),
        ("<!here>", "@here"),
    ],
)
def test_mentions_stay_where_a_command_takes_ids(sent: str, read: str) -> None:
    assert typed(sent, ids=True) == read


@given(st.text())
def test_escaping_can_be_undone_and_leaves_no_control_character(text: str) -> None:
    assert unescape(escape(text)) == text
    assert not {"<", ">"} & set(escape(text))


@given(st.text(st.characters()))
def test_cleaned_text_can_be_written(text: str) -> None:
    assert clean(text).encode().decode() == clean(text)
    assert "\x00" not in clean(text)


def test_half_a_character_becomes_a_replacement() -> None:
    assert clean("a\ud83db\x00c\nd\te") == "a\ufffdb c\nd\te"
