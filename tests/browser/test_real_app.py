"""The whole bot behind the page: join, move the clock, get the nudge, tick it off, up to the end."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from mentorbot.app import open_app
from mentorbot.guides import load_library
from mentorbot.settings import Settings
from tests.browser.conftest import OpenPage

GUIDE = load_library(Path(__file__).parents[2] / "content").default
STEPS, TASKS = len(GUIDE.steps), len(GUIDE.tasks)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(loop_scope="module")
async def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """The bot as `make run` starts it with no token, on a free port and its own database."""
    for name in list(os.environ):
        if name.lower() in Settings.model_fields:
            monkeypatch.delenv(name)
    settings = Settings(_env_file=None, database_url=f"sqlite:///{tmp_path}/mentorbot.db", port=0)
    async with open_app(settings) as app, app.serve() as address:
        yield address


async def say(page: Page, text: str) -> None:
    await page.get_by_role("combobox").fill(text)
    await page.keyboard.press("Enter")
    await expect(page.locator(".own").last).to_contain_text(text)
    await expect(page.locator(".own").last.locator("~ .bot")).to_have_count(1)


async def test_a_learner_joins_and_is_nudged_when_the_clock_moves(open_page: OpenPage) -> None:
    robin = await open_page("robin")
    await say(robin, '/cohort create name="Spring 26"')
    page = await open_page("ada")
    await say(page, '/mentor join "Spring 26"')
    await expect(page.locator(".bot").last).to_contain_text("Spring 26")
    await page.get_by_role("button", name="Move the clock a week forward").click()
    nudge = page.locator(".direct").last
    await expect(nudge.get_by_role("button", name="Done")).to_be_visible()
    await nudge.get_by_role("button", name="Done").click()
    await expect(nudge.get_by_role("button", name="Undo")).to_be_visible()


async def test_the_path_is_walked_to_its_end_by_moving_the_clock(open_page: OpenPage) -> None:
    robin = await open_page("robin")
    await say(robin, '/cohort create name="Spring 26"')
    page = await open_page("ada")
    await say(page, '/mentor join "Spring 26"')
    week, nudges = page.get_by_role("button", name="Move the clock a week forward"), page.locator(".direct")
    for number in range(1, TASKS + 1):
        # The nudge shows before the move has ended, and a button that is busy takes no second press.
        await expect(week).not_to_have_attribute("aria-busy", "true")
        await week.click()
        await expect(nudges).to_have_count(number)
        nudge = nudges.last
        await nudge.get_by_role("button", name="Done").click()
        await expect(nudge.get_by_role("button", name="Undo")).to_be_visible()
    await expect(nudges.last).to_contain_text(f"All {STEPS} steps and {TASKS} tasks")


async def test_a_question_is_answered_from_the_guide(open_page: OpenPage) -> None:
    page = await open_page("kim")
    await page.get_by_role("button", name="Do I need to code?").click()
    await expect(page.locator(".bot")).to_contain_text("APIs")
