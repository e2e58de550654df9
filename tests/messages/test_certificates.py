"""What is said of a certificate that somebody gives us to check."""

from dataclasses import replace

import pytest

from mentorbot.messages.certificates import HOLDS, as_json, finished, issued, verdict
from mentorbot.seals import NotAKey
from tests.certified import ADA, CHANGED, FOREIGN, MALFORMED, PUBLIC, SEALED, picture


def test_a_code_a_text_file_and_a_picture_are_the_same_certificate() -> None:
    code = SEALED.text.encode()
    for given in (code, b"\n " + code + b"\r\n", picture()):
        made = verdict(PUBLIC, given)
        assert (made.certificate, made.short, made.sentence, made.holds) == (ADA, SEALED.short, HOLDS, True)


@pytest.mark.parametrize(
    ("given", "flaw", "says"),
    [
        (CHANGED.encode(), "changed", "was changed after it was signed"),
        (FOREIGN.encode(), "foreign", "signed with another key"),
        (MALFORMED.encode(), "malformed", "no certificate that can be read here"),
        (b"mbc1.\xff\xfe", "malformed", "no certificate that can be read here"),
        (b"", "unreadable", "no PNG file"),
        (b"\xff\xd8\xff\xe0", "unreadable", "a JPEG"),
    ],
)
def test_what_does_not_hold_is_said_exactly(given: bytes, flaw: str, says: str) -> None:
    made = verdict(PUBLIC, given)
    assert (made.holds, made.flaw) == (False, flaw)
    assert says in made.sentence
    assert as_json(made, PUBLIC) == {"holds": False, "sentence": made.sentence, "key": PUBLIC, "flaw": flaw}


def test_a_wrong_key_is_a_mistake_and_no_verdict() -> None:
    with pytest.raises(NotAKey):
        verdict("mbpk1.", SEALED.text.encode())


def test_who_what_and_when_in_a_sentence() -> None:
    assert (
        finished(ADA) == f"{ADA.name} finished Technical Product Manager (31 tasks) with Spring 26 on 24 November 2026."
    )
    assert finished(replace(ADA, cohort="", tasks=1)) == (
        f"{ADA.name} finished Technical Product Manager (1 task) on 24 November 2026."
    )
    assert issued(ADA) == "24 November 2026, 09:12 UTC"


def test_the_same_for_programs() -> None:
    told = as_json(verdict(PUBLIC, SEALED.text.encode()), PUBLIC)
    assert told == {
        "holds": True,
        "sentence": HOLDS,
        "key": PUBLIC,
        "short": SEALED.short,
        "certificate": {
            "id": "TPM-7F3K-9QWD",
            "name": ADA.name,
            "guide": "Technical Product Manager",
            "cohort": "Spring 26",
            "tasks": 31,
            "finished_on": "2026-11-24",
            "issued_at": "2026-11-24T09:12:30Z",
            "instance": "Career Guild",
        },
    }
