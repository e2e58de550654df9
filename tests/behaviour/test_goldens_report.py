"""Reports, badges and certificates as people see them; of pictures and files the name, the kind and the words."""

import asyncio
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mentorbot.messages.certificates import verdict
from mentorbot.seals import check, public_key
from mentorbot.store.instance import kept_instance_key
from tests.behaviour import goldens
from tests.behaviour.goldens import Chapter
from tests.behaviour.shown import Got, Person, Reply
from tests.behaviour.world import World

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def what_is_random_has_its_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids of certificates, what is signed with a key of this run, and what follows from the bytes of a file."""
    passing = (
        (re.compile(r"mbc1\.[\w-]+"), "mbc1.CODE"),
        (re.compile(r"TPM-\w{4}-\w{4}"), "TPM-7F3K-9QWD"),
        (re.compile(r"code \w{4}-\w{4}"), "code 7F3K-9QWD"),
        (re.compile(r"/files/[0-9a-f]{64}/"), "/files/HASH/"),
        (re.compile(r'"size": \d+'), '"size": "BYTES"'),
    )
    monkeypatch.setattr(goldens, "_PASSING", (*goldens._PASSING, *passing))  # noqa: SLF001 - goldens of goldens


def kinds(reply: Reply) -> list[tuple[str, str, bool]]:
    """Name, type, and whether it says in words what it shows."""
    return [(each.name, each.media_type, bool(each.alt)) for each in reply.files]


async def finishes(who: Person) -> Reply:
    answer = await who.does("done")
    while "You've done all of it" not in answer.text:
        answer = await who.does("done")
    return answer


async def test_a_report(world: World, venue: str, ada: Person, kim: Person, robin: Person) -> None:
    seen = Chapter(venue, "report")
    await world.cohort()
    seen.keep("cohort-report-of-nobody", await robin.does("cohort report", cohort="Spring 26"))
    for each in (ada, kim, robin):
        await each.joins("Spring 26")
    seen.keep("cohort-report-too-small", await robin.does("cohort report", cohort="Spring 26"))
    for name in ("Lee", "Grace"):
        await world.somebody(name, "Europe/Berlin").joins("Spring 26")
    shown = seen.keep("cohort-report", await robin.does("cohort report", cohort="Spring 26"))
    assert kinds(shown) == [("spring-26-report.png", "image/png", True)]
    table = seen.keep("cohort-export", await shown.press("As a CSV"))
    assert kinds(table) == [("spring-26-figures-2026-11-23.csv", "text/csv", False)]
    people = seen.keep("cohort-export-people", await table.press("The people as a CSV"))
    assert people.files[0].content.count(b"\r\n") == 6
    seen.verify()


async def test_badges_and_a_certificate(world: World, venue: str, ada: Person, tmp_path: Path) -> None:
    seen = Chapter(venue, "recognition")
    await world.cohort()
    await ada.joins("Spring 26")
    answer = await ada.does("done")
    drawn = seen.keep("mentor-progress-picture", await ada.does("progress", picture="yes"))
    assert kinds(drawn) == [("progress.png", "image/png", True)]
    while "Step 1 is complete" not in answer.text:
        answer = await ada.does("done")
    badge = seen.keep("mentor-badge", await answer.press("Show my badge"))
    assert kinds(badge) == [("step-1-badge.png", "image/png", True)]
    await answer.press("Undo")
    seen.keep("mentor-badge-not-yet", await answer.press("Show my badge"))
    await ada.does("done")
    seen.keep("mentor-progress-with-a-badge", await ada.does("progress"))
    done = seen.keep("all-done", await finishes(ada))
    form = seen.keep("mentor-certificate-form", await done.press("Get my certificate"))
    got = await form.form.submit({"Which name should stand on it?": "Ada Lovelace"})
    seen.keep("mentor-certificate", got)
    picture, file = got.files
    assert picture.name == "certificate.png"
    assert "Ada Lovelace has finished Technical Product Manager" in picture.alt
    assert re.fullmatch(r"certificate-TPM-\w{4}-\w{4}\.png", file.name)
    seen.keep("mentor-certificate-asked-again", await done.press("Get my certificate"))
    await _is_proof(world, file, got.read, tmp_path)
    seen.verify()


async def _is_proof(world: World, file: Got, read: str, folder: Path) -> None:
    """The file that came, and the code that can be copied, pass here and on the command line."""
    key = await kept_instance_key(world.app.store)
    assert key is not None
    made = verdict(public_key(key), file.content)
    assert made.certificate is not None
    assert made.certificate.name == "Ada Lovelace"
    found = re.search(r"mbc1\.[\w-]+", read)
    assert found is not None
    assert check(public_key(key), found[0]) == made.certificate
    kept = folder / file.name
    kept.write_bytes(file.content)
    command = [sys.executable, str(ROOT / "bot.py"), "verify", str(kept), "--key", public_key(key)]
    done = await asyncio.to_thread(subprocess.run, command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Ada Lovelace finished Technical Product Manager" in done.stdout
