"""The page shows each platform's message beside the others', and stays whole when an edit is broken."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from mentorbot.chat.blocks import File, Picture
from mentorbot.chat.reply import reply
from mentorbot.domain.guide import Guide
from mentorbot.previews.live import LivePreview
from mentorbot.previews.page import page
from mentorbot.previews.stage import Stage
from mentorbot.previews.subjects import Subject, subjects
from tests.previews.conftest import Edit
from tests.previews.goldens import golden

GEAR = "topics/gear.md"


async def _shown(stage: Stage, guide: Guide, slug: str) -> list[Subject]:
    return [each async for each in subjects(stage, guide, slug)]


async def test_a_message_is_drawn_three_times(stage: Stage, beekeeper: Guide) -> None:
    _, first, *_ = await _shown(stage, beekeeper, "light-the-smoker")
    written = page("light-the-smoker", [first])
    golden("nudge.html", re.sub(r"<style>.*</style>", "", written, flags=re.DOTALL).replace("><", ">\n<"))


async def test_the_page_needs_nothing_from_elsewhere(stage: Stage, beekeeper: Guide) -> None:
    written = page("gear", await _shown(stage, beekeeper, "gear"))
    assert "<script" not in written
    assert not re.search(r"(?:src|href)=\"(?!data:|https://example\.org)", written)
    assert "@import" not in written
    assert written.count("--accent:") == 2, "the local page's own colours, light and dark"


def test_pictures_and_files_are_in_the_page_itself() -> None:
    carrying = reply(Picture("steps.png", b"png", "Three steps."), File("steps.csv", "text/csv", b"a,b"))
    written = page("steps", [Subject("steps", "Steps", carrying, ())])
    assert written.count('src="data:image/png;base64,cG5n" alt="Three steps."') == 2
    assert written.count('href="data:text/csv;base64,YSxi" download="steps.csv"') == 2
    assert "steps.png</strong> is in your direct messages with me. In words: Three steps." in written


async def test_what_authors_write_is_never_markup(stage: Stage, beekeeper: Guide) -> None:
    (shown,) = await _shown(stage, beekeeper, "gear")
    written = page("<b>gear</b>", [shown], problems=["<i>x</i>"], version=7)
    assert "<b>gear</b>" not in written
    assert "&lt;i&gt;x&lt;/i&gt;" in written


@pytest.fixture
def live(content: Path) -> LivePreview:
    return LivePreview(content, "gear", "")


async def test_an_edit_is_shown(live: LivePreview, edit: Edit) -> None:
    await live.look_again()
    before = live.version
    await live.look_again()
    assert live.version == before, "nothing was changed"
    edit(GEAR, "Buy the smoker new.", "Buy the smoker used.")
    await live.look_again()
    assert live.version != before
    assert live.html.count("Buy the smoker used.") == 3


BREAK: list[tuple[str, Callable[[Path], object], str]] = [
    (
        "half written",
        lambda guide: (guide / GEAR).write_text("---\ntitle: Gear\nsum"),
        f"{GEAR}:3: The part at the top",
    ),
    ("gone", lambda guide: (guide / GEAR).unlink(), "guide.yaml:4: There is no topics/gear.md."),
    ("no guide at all", lambda guide: guide.rename(guide.parent / ".hidden"), "There is no guide here."),
]


@pytest.mark.parametrize(("broken", "expected"), [each[1:] for each in BREAK], ids=[each[0] for each in BREAK])
async def test_a_broken_edit_keeps_the_last_good_rendering_and_says_where(
    live: LivePreview, content: Path, broken: Callable[[Path], object], expected: str
) -> None:
    await live.look_again()
    broken(content / "beekeeper")
    await live.look_again()
    assert expected in live.html
    assert "Below is the last version that could be read." in live.html
    assert live.html.count("Buy the smoker new.") == 3


async def test_a_mended_edit_takes_the_problem_away(live: LivePreview, edit: Edit) -> None:
    edit(GEAR, "title: Gear to begin with", "titel: Gear")
    await live.look_again()
    assert "`titel` is not a key I know here. Did you mean title?" in live.html
    assert "There is nothing to show before this is put right." in live.html
    edit(GEAR, "titel: Gear", "title: Gear")
    await live.look_again()
    assert "titel" not in live.html
    assert "Buy the smoker new." in live.html


async def test_a_slug_that_is_gone_is_a_problem_too(content: Path) -> None:
    live = LivePreview(content, "geer", "")
    await live.look_again()
    assert "has no page, step or task geer. Did you mean gear?" in live.html
