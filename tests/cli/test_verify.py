"""`python bot.py verify`, run as somebody runs it who was given a certificate."""

import asyncio
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from mentorbot.store import open_store
from mentorbot.store.instance import instance_key
from tests.certified import ADA, CHANGED, FOREIGN, KEY, MALFORMED, PUBLIC, SEALED, picture
from tests.test_cli import Operator

SAID = f"""\
{ADA.name} finished Technical Product Manager (31 tasks) with Spring 26 on 24 November 2026.
Signed by this instance, and not changed since.
Certificate TPM-7F3K-9QWD, issued by Career Guild on 24 November 2026, 09:12 UTC.
Its picture must say the same and show the code {SEALED.short}: only these words are signed.
"""


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    """In a folder with a picture of the certificate, and nothing else."""
    (tmp_path / "ada.png").write_bytes(picture())
    return Operator(tmp_path)


async def keep_key(url: str) -> None:
    store = await open_store(url)
    try:
        assert await instance_key(store, lambda: KEY) == KEY
    finally:
        await store.close()


@pytest.fixture
def issuer(operator: Operator, sqlite_file: Path) -> Operator:
    """The instance that signed it."""
    (operator.folder / "data").mkdir()
    shutil.copy(sqlite_file, operator.folder / "data" / "mentorbot.db")
    asyncio.run(keep_key(f"sqlite:///{operator.folder}/data/mentorbot.db"))
    return operator


def said(done: subprocess.CompletedProcess[str]) -> tuple[int, str, str]:
    return done.returncode, done.stdout, done.stderr


def test_who_issued_a_certificate_checks_it_as_a_file_or_a_code(issuer: Operator) -> None:
    for given in ("ada.png", SEALED.text):
        assert said(issuer.runs("verify", given)) == (0, SAID, "")


def test_anybody_checks_it_with_the_public_key_and_no_database(operator: Operator) -> None:
    done = operator.runs("verify", "ada.png", "--key", PUBLIC)
    assert said(done) == (0, SAID.replace("Signed by this instance", "Signed with the key that you gave"), "")
    assert not (operator.folder / "data").exists()


def test_what_does_not_hold_exits_with_one_and_a_sentence(issuer: Operator) -> None:
    (issuer.folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    for given, begins in (
        (FOREIGN, "This certificate is whole, but it was signed with another key"),
        (CHANGED, "This certificate was changed after it was signed"),
        ("photo.jpg", "This is a JPEG"),
        ("nowhere.png", "There is no file nowhere.png; and a code begins with mbc1."),
        ("data", "Cannot read data: "),
    ):
        code, out, err = said(issuer.runs("verify", given))
        assert (code, out) == (1, "")
        assert err.startswith(begins)
        assert err.count("\n") == 1


def test_programs_read_the_same(issuer: Operator) -> None:
    done = issuer.runs("verify", "ada.png", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["holds"], told["certificate"]["name"]) == (0, True, ADA.name)
    assert told["key"] == PUBLIC
    done = issuer.runs("verify", MALFORMED, "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["holds"], told["flaw"], done.stderr) == (1, False, "malformed", "")


def test_fifty_megabytes_are_refused_without_being_read(operator: Operator) -> None:
    with (operator.folder / "large.png").open("wb") as file:
        file.truncate(50_000_000)
    code, out, err = said(operator.runs("verify", "large.png", "--key", PUBLIC))
    assert (code, out) == (1, "")
    assert err.startswith("This file has more than 2 MB")


def test_a_key_that_is_none_is_said_to_be_none(operator: Operator) -> None:
    code, out, err = said(operator.runs("verify", "ada.png", "--key", KEY))
    assert (code, out) == (1, "")
    assert "That's a secret key" in err
    assert KEY not in err


def test_without_a_database_or_a_key_in_it_one_is_asked_for(operator: Operator, sqlite_file: Path) -> None:
    code, _, err = said(operator.runs("verify", "ada.png"))
    assert (code, err) == (1, "There is no database data/mentorbot.db yet: run the bot once.\n")
    (operator.folder / "data").mkdir()
    shutil.copy(sqlite_file, operator.folder / "data" / "mentorbot.db")
    code, _, err = said(operator.runs("verify", "ada.png"))
    assert code == 1
    assert err.startswith("This instance has signed nothing yet.")
