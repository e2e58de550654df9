"""What files hold is there after a restart, up to a number and a size, and comes out of the page's own server only."""

import logging
import os
from hashlib import sha256
from pathlib import Path

import pytest

from mentorbot.chat.blocks import File, Picture
from mentorbot.chat.limits import FILES_SIZE
from mentorbot.chat.reply import reply, say
from mentorbot.platforms.local import kept_files as module
from mentorbot.platforms.local.kept_files import KEPT, KEPT_BYTES, KeptFiles, name_of
from mentorbot.platforms.local.platform import LocalPlatform
from mentorbot.platforms.local.render import address_of
from tests.plain_png import png
from tests.platforms.local.http import Browser, deliver
from tests.platforms.local.small_talk import SmallTalk, StillClock

PICTURE = Picture("steps.png", png(), "Three steps of seven are done.")
PAGE = File("certificate.html", "text/html", b"<script>alert(1)</script>")
CARRYING = reply(say("Here."), PICTURE, PAGE)


def opened(file: Path) -> LocalPlatform:
    return LocalPlatform(conversation=SmallTalk(), clock=StillClock(), transcript=file, movable=True)


async def test_a_restart_keeps_pictures_and_files(tmp_path: Path) -> None:
    transcript = tmp_path / "data" / "local-workspace.jsonl"
    await deliver(opened(transcript), says=CARRYING)
    (seen,) = opened(transcript).as_person("ada").sees
    assert seen.reply == CARRYING
    kept = transcript.with_name("local-workspace-files")
    assert {each.name for each in kept.iterdir()} == {sha256(PICTURE.content).hexdigest(), name_of(PAGE.content)}
    assert b"script" not in transcript.read_bytes()


async def test_what_somebody_removed_is_told_in_words_after_a_restart(tmp_path: Path) -> None:
    transcript = tmp_path / "local-workspace.jsonl"
    await deliver(opened(transcript), says=CARRYING)
    (tmp_path / "local-workspace-files" / name_of(PICTURE.content)).unlink()
    (tmp_path / "local-workspace-files" / name_of(PAGE.content)).write_bytes(b"something else")
    (seen,) = opened(transcript).as_person("ada").sees
    assert seen.reply is not None
    assert [each.content for each in seen.reply.attached] == [b"", b""]


def test_the_newest_two_hundred_are_kept(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path)
    contents = [str(number).encode() for number in range(KEPT)]
    for each in contents:
        kept.keep(each)
    kept.keep(contents[0])
    kept.keep(b"one more")
    assert kept.find(name_of(contents[0])) == contents[0]
    assert kept.find(name_of(contents[1])) == b""
    assert kept.find(name_of(contents[2])) == contents[2]
    assert len(list(tmp_path.iterdir())) == KEPT


def test_of_many_large_ones_the_newest_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    assert KEPT_BYTES >= FILES_SIZE
    monkeypatch.setattr(module, "KEPT_BYTES", 10)
    kept = KeptFiles()
    kept.keep(b"12345")
    kept.keep(b"67890")
    assert kept.find(name_of(b"12345")) == b"12345"
    kept.keep(b"x")
    assert kept.find(name_of(b"12345")) == b""
    assert kept.find(name_of(b"67890")) == b"67890"


def test_the_order_survives_a_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = KeptFiles(tmp_path)
    for number, each in enumerate((b"old", b"new", b"old")):
        kept.keep(each)
        os.utime(tmp_path / name_of(each), (number, number))
    monkeypatch.setattr(module, "KEPT", 2)
    after = KeptFiles(tmp_path)
    after.keep(b"newest")
    assert after.find(name_of(b"old")) == b"old"
    assert after.find(name_of(b"new")) == b""


def test_a_folder_that_cannot_be_written_is_a_line_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "files").write_text("a file in the folder's place", encoding="utf-8")
    kept = KeptFiles(tmp_path / "files")
    with caplog.at_level(logging.WARNING):
        kept.keep(b"content")
    assert kept.find(name_of(b"content")) == b"content"
    assert "could not be written" in caplog.text


def test_what_else_lies_in_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a folder").mkdir()
    (tmp_path / f"{name_of(b'half')}.new").write_bytes(b"ha")
    KeptFiles(tmp_path).keep(b"whole")
    after = KeptFiles(tmp_path)
    assert (after.find(name_of(b"whole")), after.find(name_of(b"half"))) == (b"whole", b"")
    assert (tmp_path / "a folder").is_dir()


async def test_a_picture_is_shown_and_everything_else_is_saved(local: LocalPlatform, browser: Browser) -> None:
    await deliver(local, says=CARRYING)
    shown = await browser.get(address_of(PICTURE))
    assert (shown.content_type, await shown.read()) == ("image/png", PICTURE.content)
    assert "Content-Disposition" not in shown.headers
    saved = await browser.get(address_of(PAGE))
    assert (saved.content_type, await saved.read()) == ("application/octet-stream", PAGE.content)
    assert saved.headers["Content-Disposition"] == "attachment"
    assert saved.headers["X-Content-Type-Options"] == "nosniff"


async def test_as_much_as_a_reply_may_hold_is_served(local: LocalPlatform, browser: Browser) -> None:
    large = File("large.csv", "text/csv", b"x" * FILES_SIZE)
    await deliver(local, says=reply(large))
    assert len(await (await browser.get(address_of(large))).read()) == FILES_SIZE


@pytest.mark.parametrize("path", [f"/local/files/{'0' * 64}/a.png", "/local/files/../a.png", "/local/files/..%2F/a"])
async def test_what_is_not_kept_is_not_found(browser: Browser, path: str) -> None:
    assert (await browser.get(path)).status == 404


async def test_another_website_sees_no_picture(local: LocalPlatform, browser: Browser) -> None:
    await deliver(local, says=CARRYING)
    fetched = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert (await browser.get(address_of(PICTURE), headers=fetched)).status == 403
    assert (await browser.get(address_of(PICTURE), headers={"Host": "evil.example"})).status == 403
