"""What is certified, and the text that a seal is put on."""

import unicodedata
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.certificates import (
    LETTERS,
    Certificate,
    canonical,
    certificate_id,
    initials,
    read_canonical,
    spelled,
)

ADA = Certificate(
    id="TPM-7F3K-9QWD",
    name="Ada Lovelace",
    guide="Technical Product Manager",
    cohort="Spring 26",
    tasks=31,
    finished_on=date(2026, 11, 24),
    issued_at=datetime(2026, 11, 24, 9, 12, 30, tzinfo=UTC),
    instance="Career Guild",
)
TEXT = """mentorbot certificate 1
id: TPM-7F3K-9QWD
name: Ada Lovelace
guide: Technical Product Manager
cohort: Spring 26
tasks: 31
finished_on: 2026-11-24
issued_at: 2026-11-24T09:12:30Z
instance: Career Guild
"""
some_text = st.text(max_size=80)
named = some_text.map(lambda text: f"A{text}")
certificates = st.builds(
    Certificate,
    id=st.binary(min_size=8, max_size=8).map(lambda data: certificate_id("product-manager", data)),
    name=named,
    guide=named,
    cohort=some_text,
    tasks=st.integers(min_value=0),
    finished_on=st.dates(min_value=date(1000, 1, 1)),
    issued_at=st.datetimes(min_value=datetime(1000, 1, 2), timezones=st.just(UTC)),  # noqa: DTZ001 - Hypothesis adds it
    instance=named,
)


def test_the_canonical_text_is_the_one_that_is_documented() -> None:
    assert canonical(ADA).decode() == TEXT


@given(certificates)
def test_what_is_written_is_read_back(certificate: Certificate) -> None:
    data = canonical(certificate)
    assert read_canonical(data) == certificate
    assert unicodedata.is_normalized("NFC", data.decode())
    assert data.count(b"\n") == 1 + len(fields(Certificate))


@given(st.binary())
def test_bytes_of_any_kind_are_a_certificate_or_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the caller says which of its sentences it is
        read_canonical(data)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("certificate 1", "certificate 2"),
        ("tasks: 31", "tasks: 031"),
        ("tasks: 31", "tasks: +31"),
        ("tasks: 31", "tasks: -1"),
        ("tasks: 31\n", ""),
        ("2026-11-24\n", "20261124\n"),
        ("09:12:30Z", "09:12:30+00:00"),
        ("09:12:30Z", "09:12:30"),
        ("2026-11-24\n", "2026-11-31\n"),
        ("Ada Lovelace", "Ada  Lovelace"),
        ("Ada Lovelace", ""),
        ("Ada", "A\N{COMBINING RING ABOVE}da"),
        ("id: TPM", "id: tpm"),
        ("instance: Career Guild\n", "instance: Career Guild"),
        ("instance: Career Guild\n", "instance: Career Guild\nmore: 1\n"),
        ("mentorbot", "\ufeffmentorbot"),
    ],
)
def test_a_text_that_is_written_otherwise_is_none(old: str, new: str) -> None:
    assert old in TEXT
    with pytest.raises(ValueError):  # noqa: PT011 - the caller says which of its sentences it is
        read_canonical(TEXT.replace(old, new).encode())


def test_a_name_cannot_write_lines_of_its_own() -> None:
    made = replace(ADA, name="Ada\ntasks: 99\r\x00\u2028x", cohort="")
    assert made.name == "Ada tasks: 99 x"
    assert read_canonical(canonical(made)) == made


def test_a_name_cannot_turn_the_direction_of_what_follows() -> None:
    assert replace(ADA, name="\u202eecalevoL adA\u202c\ud800").name == "ecalevoL adA"


@pytest.mark.parametrize("name", ["李小龙", "محمد", "नमस्ते", "Zoë 🌱", "👩\u200d💻 Kim", "می\u200cخواهم", "<script>"])
def test_a_name_in_any_script_is_kept_whole(name: str) -> None:
    assert read_canonical(canonical(replace(ADA, name=name))).name == name


def test_two_spellings_of_one_name_are_one() -> None:
    assert replace(ADA, name="Zoe\u200e\N{COMBINING DIAERESIS}") == replace(ADA, name="Zoë")


def test_an_endless_name_is_cut() -> None:
    assert replace(ADA, name="x" * 999).name == "x" * 200


def test_instants_are_kept_in_utc_and_whole_seconds() -> None:
    summer = timezone(timedelta(hours=2))
    made = replace(ADA, issued_at=datetime(2026, 6, 1, 1, 0, 0, 999, tzinfo=summer))
    assert made.issued_at == datetime(2026, 5, 31, 23, tzinfo=UTC)
    assert read_canonical(canonical(made)) == made


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "TPM-7F3K"},
        {"id": "TPM-0000-0000"},
        {"name": " \n"},
        {"guide": ""},
        {"instance": ""},
        {"tasks": -1},
        {"issued_at": datetime(2026, 1, 1)},  # noqa: DTZ001 - that is what is wrong with it
    ],
)
def test_what_cannot_be_certified_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - a mistake of ours, not of a person
        replace(ADA, **wrong)  # type: ignore[arg-type]


def test_ids_name_the_guide_and_hold_no_letter_that_looks_like_another() -> None:
    assert certificate_id("technical-product-manager", bytes(8)) == "TPM-3333-3333"
    assert certificate_id("technical-product-manager", b"\xff" * 8) == "TPM-6DE6-RA4A"
    assert not set(LETTERS) & set("0O1IL2Z5S8BUV")


@given(st.binary(min_size=8, max_size=32))
def test_every_random_value_makes_an_id_that_a_certificate_takes(random: bytes) -> None:
    assert replace(ADA, id=certificate_id("beekeeper", random)).id.startswith("BEE-")


def test_neighbouring_random_values_make_different_ids() -> None:
    assert len({spelled(number.to_bytes(8, "big")) for number in range(5000)}) == 5000


def test_too_little_chance_is_refused() -> None:
    with pytest.raises(ValueError, match="8 random bytes"):
        certificate_id("beekeeper", bytes(7))


@pytest.mark.parametrize(
    ("slug", "letters"),
    [
        ("technical-product-manager", "TPM"),
        ("beekeeper", "BEE"),
        ("a-b-c-d-e", "ABCD"),
        ("養蜂", "GUI"),
        ("3d-artist", "DA"),
        ("", "GUI"),
    ],
)
def test_initials_of_a_guide(slug: str, letters: str) -> None:
    assert initials(slug) == letters
