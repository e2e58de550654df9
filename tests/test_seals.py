"""Certificates that anybody can check: what holds, and what is changed, foreign or no certificate at all."""

import base64
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.certificates import Certificate, canonical
from mentorbot.seals import Flaw, NotAKey, NotSealed, check, new_key, public_key, seal, short_of

KEY = "mbsk1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
PUBLIC = public_key(KEY)
OTHER = new_key()
ADA = Certificate(
    id="TPM-7F3K-9QWD",
    name="Zoë Müller-李",
    guide="Technical Product Manager",
    cohort="Spring 26",
    tasks=31,
    finished_on=date(2026, 11, 24),
    issued_at=datetime(2026, 11, 24, 9, 12, 30, tzinfo=UTC),
    instance="Career Guild",
)
SEALED = seal(KEY, ADA)
KEPT = (
    "mbc1.bWVudG9yYm90IGNlcnRpZmljYXRlIDEKaWQ6IFRQTS03RjNLLTlRV0QKbmFtZTogWm_DqyBNw7xsbGVyLeadjgpndWlkZTo"
    "gVGVjaG5pY2FsIFByb2R1Y3QgTWFuYWdlcgpjb2hvcnQ6IFNwcmluZyAyNgp0YXNrczogMzEKZmluaXNoZWRfb246IDIwMjYtMTE"
    "tMjQKaXNzdWVkX2F0OiAyMDI2LTExLTI0VDA5OjEyOjMwWgppbnN0YW5jZTogQ2FyZWVyIEd1aWxkCgOhB7_zzhC-HXDdGOdLwJl"
    "n5NYwm6UNXx3chmQSVTG4mWIa2F8BaWRGt83ARu9aZj42cP6VG5WVerhk3PHcSs2TXehvE9LmD8U_5ORA3YyroCKbsTTAP4I9b8W"
    "EjgafDg"
)
"""What somebody was given with version 1 of the text."""


def flaw_of(code: str, public: str = PUBLIC) -> Flaw:
    with pytest.raises(NotSealed) as caught:
        check(public, code)
    return caught.value.flaw


def opened(code: str) -> bytes:
    text = code.removeprefix("mbc1.")
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def closed(data: bytes) -> str:
    return "mbc1." + base64.urlsafe_b64encode(data).decode().rstrip("=")


def test_what_was_sealed_holds() -> None:
    assert check(PUBLIC, SEALED.text) == ADA


def test_a_code_written_today_is_read_for_ever() -> None:
    """The bytes of version 1: a change here makes every certificate that people keep worthless."""
    assert PUBLIC == "mbpk1.A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg"
    assert SEALED.text == KEPT
    assert check(PUBLIC, KEPT) == ADA
    assert opened(KEPT)[:-96] == canonical(ADA)
    assert SEALED.short == "KKYQ-XNFX"


def test_each_key_is_new_and_says_nothing_of_itself_in_public() -> None:
    assert new_key() != new_key()
    assert KEY.removeprefix("mbsk1.") not in PUBLIC + SEALED.text


@given(st.integers(min_value=5, max_value=len(SEALED.text) - 1), st.sampled_from("abcXYZ019-_"))
def test_a_change_of_any_letter_is_seen(at: int, letter: str) -> None:
    code = SEALED.text[:at] + letter + SEALED.text[at + 1 :]
    if code != SEALED.text:
        assert flaw_of(code) in {Flaw.CHANGED, Flaw.MALFORMED}


def test_another_name_under_the_same_signature_is_changed() -> None:
    data = opened(SEALED.text).replace("Zoë Müller-李".encode(), b"Kim")
    assert flaw_of(closed(data)) is Flaw.CHANGED


def test_another_signer_named_over_the_same_signature_is_changed() -> None:
    data = opened(SEALED.text)
    theirs = opened(seal(OTHER, ADA).text)[-96:-64]
    assert flaw_of(closed(data[:-96] + theirs + data[-64:]), public_key(OTHER)) is Flaw.CHANGED


def test_a_certificate_of_another_instance_is_foreign() -> None:
    assert flaw_of(seal(OTHER, ADA).text) is Flaw.FOREIGN
    assert check(public_key(OTHER), seal(OTHER, ADA).text) == ADA


def test_a_later_version_that_was_truly_signed_is_said_to_be_unreadable() -> None:
    secret = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    text = canonical(ADA).replace(b"certificate 1", b"certificate 2")
    data = text + secret.public_key().public_bytes_raw() + secret.sign(text)
    assert flaw_of(closed(data)) is Flaw.MALFORMED


@pytest.mark.parametrize(
    "code",
    [
        "",
        "mbc1.",
        "mbc1.AAAA",
        "hello",
        "https://example.org",
        KEY,
        PUBLIC,
        "mbc1.ü",
        SEALED.text + "=",
        "mbc1." * 9_999,
        SEALED.text.replace("mbc1.", "mbc2."),
        SEALED.text + "A" * 50_000,
        closed(bytes(200)),
        "\ud800",
    ],
)
def test_what_is_no_code_is_malformed(code: str) -> None:
    assert flaw_of(code) is Flaw.MALFORMED


@pytest.mark.parametrize("missing", range(1, 12))
def test_a_code_that_lost_its_end_never_holds(missing: int) -> None:
    assert flaw_of(SEALED.text[:-missing]) in {Flaw.CHANGED, Flaw.MALFORMED}


@given(st.text())
def test_any_text_at_all_is_answered_with_a_sentence(text: str) -> None:
    with pytest.raises(NotSealed, match=r"^This "):
        check(PUBLIC, text)


def test_line_breaks_of_a_mail_do_not_count() -> None:
    text = SEALED.text
    folded = "\r\n".join(text[at : at + 60] for at in range(0, len(text), 60))
    assert check(f" {PUBLIC}\n", f"  {folded}\n") == ADA


def test_the_longest_certificate_fits() -> None:
    full = "\N{SEEDLING}" * 200
    whole = replace(ADA, name=full, guide=full, cohort=full, instance=full)
    assert check(PUBLIC, seal(KEY, whole).text) == whole


def test_the_short_code_is_that_of_the_whole_code() -> None:
    assert short_of(SEALED.text) == SEALED.short
    assert seal(KEY, replace(ADA, tasks=30)).short != SEALED.short
    with pytest.raises(NotSealed):
        short_of("mbc1.AAAA")


@pytest.mark.parametrize("key", ["", "mbpk1.", "mbpk1.AAAA", SEALED.text, PUBLIC[:-1], PUBLIC + "A", "x" * 9999])
def test_what_is_no_public_key_is_said_to_be_none(key: str) -> None:
    with pytest.raises(NotAKey, match="no public key"):
        check(key, SEALED.text)


def test_a_secret_key_is_not_taken_for_a_public_one() -> None:
    with pytest.raises(NotAKey, match="shown to nobody") as caught:
        check(KEY, SEALED.text)
    assert KEY not in str(caught.value)


def test_a_public_key_does_not_sign() -> None:
    with pytest.raises(NotAKey, match="no secret key"):
        seal(PUBLIC, ADA)
