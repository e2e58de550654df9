"""`check` draws everything as each platform is sent it, and names what would be cut."""

from pathlib import Path

import pytest

from mentorbot.guides import Severity
from mentorbot.previews.check import unshown
from mentorbot.previews.losses import first_missing
from tests.previews.conftest import Edit

GEAR = "topics/gear.md"


async def test_the_sample_is_shown_whole_everywhere(content: Path) -> None:
    assert await unshown(content) == []


async def test_it_works_from_any_folder(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    monkeypatch.delenv("CONTENT_DIR", raising=False)
    assert await unshown(content) == []


@pytest.mark.parametrize(
    ("text", "platform"),
    [("**a** b " * 350, "Slack"), ("x>>> " * 550, "Discord, where"), ("word " * 700, "Slack and Discord")],
)
async def test_what_a_platform_cuts_is_named(content: Path, edit: Edit, text: str, platform: str) -> None:
    edit(GEAR, "Buy the smoker new.", text)
    (only,) = await unshown(content)
    assert str(only).startswith(f"content/beekeeper/{GEAR}:1: The page is over a limit of {platform}")
    assert only.severity is Severity.ADVICE


@pytest.mark.parametrize(
    ("shown", "missing"),
    [
        ("Buy a smoker. Light it.", ""),
        ("* Buy a *smoker*! (3 of 7) Light it…", ""),
        ("Buy a smoker.", "Light it."),
        ("Light it. Buy a smoker.", "Light it."),
        ("Buy a sm…", "Buy a smoker."),
    ],
)
def test_every_word_is_shown_and_in_its_order(shown: str, missing: str) -> None:
    assert first_missing(("Buy a smoker.", "Light it."), shown) == missing
