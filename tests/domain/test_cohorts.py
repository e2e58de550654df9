"""A cohort's short name."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.cohorts import SLUG_LIMIT, slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Spring 26", "spring-26"),
        ("  Été à Paris! ", "ete-a-paris"),
        ("Ｓpring ①", "spring-1"),
        ("", "cohort"),
        ("---", "cohort"),
        ("весна", "cohort"),
        ("🌱🌱", "cohort"),
        ("a" * 10_000, "a" * SLUG_LIMIT),
        ("x" * (SLUG_LIMIT - 1) + " y", "x" * (SLUG_LIMIT - 1)),
    ],
)
def test_a_name_becomes_a_slug(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@given(st.text())
def test_any_name_becomes_a_slug_that_a_button_can_carry(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug_of(name))
    assert len(slug_of(name)) <= SLUG_LIMIT
    assert slug_of(slug_of(name)) == slug_of(name)
