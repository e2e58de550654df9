"""Talking to the bot on the page, in a real browser."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from mentorbot.platforms.local.platform import LocalPlatform
from tests.browser.conftest import OpenPage, served
from tests.platforms.local.every_block import HOSTILE
from tests.platforms.local.http import deliver
from tests.platforms.local.small_talk import SmallTalk, StillClock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def focused(page: Page) -> str:
    """The id, or else the text, of what has the focus."""
    return str(await page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))


async def test_a_newcomer_starts_with_one_press(open_page: OpenPage) -> None:
    page = await open_page()
    await page.get_by_role("button", name="Where do I start?").click()
    await expect(page.locator(".bot")).to_contain_text("Becoming a technical product manager, one week at a time")
    await expect(page.locator(".own")).to_contain_text("/mentor")


async def test_a_command_is_typed_with_completion_by_keyboard_alone(open_page: OpenPage) -> None:
    page = await open_page()
    keyboard, composer = page.keyboard, page.get_by_role("combobox")
    await keyboard.type("/me")
    await expect(page.get_by_role("option")).to_have_text(["/mentor Your guide, your tasks, your nudge"])
    await keyboard.press("Tab")
    await expect(page.get_by_role("option")).to_have_count(5)
    for _ in range(3):
        await keyboard.press("ArrowDown")
    await expect(composer).to_have_attribute("aria-activedescendant", "suggestion-2")
    await keyboard.press("Enter")
    await expect(composer).to_have_value("/mentor join ")
    await expect(page.get_by_role("option")).to_contain_text(["Spring 26", "Autumn 26", "cohort="])
    await keyboard.press("ArrowUp")
    await keyboard.press("ArrowUp")
    await keyboard.press("Enter")
    await expect(composer).to_have_value('/mentor join cohort="Autumn 26" ')
    await keyboard.press("Enter")
    await expect(page.locator(".bot")).to_contain_text("You're in Autumn 26.")
    await expect(composer).to_have_value("")


async def test_keys_that_are_quicker_than_the_suggestions_wait_for_them(open_page: OpenPage) -> None:
    page = await open_page()
    composer = page.get_by_role("combobox")
    await page.keyboard.type("/me")
    await page.keyboard.press("Tab")
    await expect(composer).to_have_value("/mentor ")
    await page.keyboard.type("jo")
    await page.keyboard.press("Tab")
    await expect(composer).to_have_value("/mentor join ")
    await page.keyboard.type("aut")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(composer).to_have_value('/mentor join cohort="Autumn 26" ')
    await page.keyboard.press("Enter")
    await expect(page.locator(".bot")).to_contain_text("You're in Autumn 26.")


async def test_escape_closes_the_suggestions_and_tab_then_leaves(open_page: OpenPage) -> None:
    page = await open_page()
    await page.keyboard.type("/")
    await expect(page.get_by_role("option")).to_have_count(2)
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("option")).to_have_count(0)
    await page.keyboard.press("Tab")
    assert await focused(page) == "Send"


async def test_the_arrow_brings_back_what_was_typed(open_page: OpenPage) -> None:
    page = await open_page()
    for text in ("first question", "second question"):
        await page.keyboard.type(text)
        await page.keyboard.press("Enter")
        await expect(page.locator(".bot").last).to_contain_text(text)
    await page.reload()
    await page.keyboard.press("ArrowUp")
    await expect(page.get_by_role("combobox")).to_have_value("second question")
    await page.keyboard.press("ArrowUp")
    await expect(page.get_by_role("combobox")).to_have_value("first question")


async def test_a_button_answers_in_place_on_every_open_page(open_page: OpenPage, local: LocalPlatform) -> None:
    await deliver(local)
    page, other = await open_page(), await open_page()
    await page.get_by_role("button", name="Done").press("Enter")
    for each in (page, other):
        await expect(each.locator(".direct")).to_contain_text("✓ Done: “apis”.")
        await expect(each.locator(".entry")).to_have_count(1)
    assert await focused(page) == "Undo"


async def test_a_button_in_an_old_message_works_after_the_page_was_loaded_again(
    open_page: OpenPage, local: LocalPlatform
) -> None:
    await deliver(local)
    page = await open_page()
    await page.get_by_role("button", name="Done").click()
    await page.reload()
    await page.get_by_role("button", name="Undo").click()
    await expect(page.get_by_role("button", name="Done")).to_be_visible()


async def test_a_form_is_filled_by_keyboard_and_keeps_the_focus_inside(open_page: OpenPage) -> None:
    page = await open_page("robin")
    keyboard = page.keyboard
    await keyboard.type("/cohort create note=Hello")
    await keyboard.press("Escape")
    await keyboard.press("Enter")
    form = page.get_by_role("dialog", name="Make a cohort")
    await expect(form.get_by_label("What is it called?")).to_be_focused()
    await keyboard.press("Enter")
    await expect(form).to_be_visible()
    await keyboard.type("Spring 26")
    await keyboard.press("Tab")
    await keyboard.type("Tues")
    await keyboard.press("Tab")
    await keyboard.type("Grace")
    for _ in range(12):
        await keyboard.press("Tab")
        assert await page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    await form.get_by_role("button", name="Send").press("Enter")
    await expect(page.locator(".bot")).to_contain_text("Made a cohort: Spring 26, tuesday, grace, None, Hello")
    await expect(form).to_be_hidden()
    await expect(page.get_by_role("combobox")).to_be_focused()


async def test_escape_closes_a_form_and_gives_back_what_was_typed(open_page: OpenPage) -> None:
    page = await open_page()
    await page.keyboard.type("/cohort create name=Spring")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_be_hidden()
    await expect(page.get_by_role("combobox")).to_have_value("/cohort create name=Spring")
    await expect(page.locator(".entry")).to_have_count(0)


async def test_a_nudge_arrives_live_when_the_clock_moves(open_page: OpenPage) -> None:
    page = await open_page()
    await expect(page.locator("#now")).to_have_text("Mon 23 Nov, 09:00")
    await page.get_by_role("button", name="Move the clock a week forward").click()
    await expect(page.locator(".direct")).to_contain_text("This week: call a public API from your terminal")
    await expect(page.locator(".day")).to_have_text(["Monday 30 November 2026"])
    await expect(page.locator("#now")).to_have_text("Mon 30 Nov, 09:00")
    await expect(page.locator("#status")).to_have_text("New message for Kim")
    await page.get_by_role("button", name="Set the clock back to now").click()
    await expect(page.locator("#now")).to_have_text("Mon 23 Nov, 09:00")


async def test_a_nudge_for_somebody_else_is_a_dot_until_one_is_them(open_page: OpenPage) -> None:
    page = await open_page()
    await page.get_by_role("button", name="Move the clock a day forward").click()
    kim = page.get_by_role("link", name="Kim")
    await expect(kim.locator(".dot")).to_have_text("1 unread")
    await kim.click()
    await expect(page.locator(".direct")).to_have_count(1)
    await expect(page.get_by_role("link", name="Kim")).to_have_attribute("aria-current", "page")
    await expect(page.locator(".dot:visible")).to_have_count(0)


async def test_what_people_write_is_never_more_than_text(open_page: OpenPage, local: LocalPlatform) -> None:
    page = await open_page()
    await page.keyboard.type(f"{HOSTILE}<img src=x onerror=alert(1)>")
    await page.keyboard.press("Enter")
    await expect(page.locator(".bot")).to_contain_text(f"You asked: {HOSTILE}<img src=x onerror=alert(1)>")
    assert await page.locator("#entries img, #entries b").count() == 0
    assert local.as_person("ada").sees


async def test_a_pasted_text_of_several_lines_becomes_one(open_page: OpenPage) -> None:
    page = await open_page()
    await page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text", "one\\r\\ntwo\\n\\nthree");
          document.getElementById("composer").dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }"""
    )
    await expect(page.get_by_role("combobox")).to_have_value("one two three")


async def test_what_could_not_be_sent_is_still_in_the_box(open_page: OpenPage, complaints: list[str]) -> None:
    page = await open_page()
    await page.context.set_offline(offline=True)
    await page.keyboard.type("do I need to code?")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text(["I can't reach the bot."])
    await expect(page.get_by_role("combobox")).to_have_value("do I need to code?")
    complaints.clear()


async def test_a_page_catches_up_when_the_bot_comes_back(
    open_page: OpenPage, tmp_path: Path, complaints: list[str]
) -> None:
    page = await open_page()
    kept = tmp_path / "transcript.jsonl"

    def started() -> LocalPlatform:
        return LocalPlatform(conversation=SmallTalk(), clock=StillClock(), transcript=kept, movable=True)

    async with served(started().mount) as first:
        await page.goto(first)
        await page.get_by_role("button", name="Where do I start?").click()
        await expect(page.locator(".bot")).to_have_count(1)
    await deliver(started())
    async with served(started().mount, port=int(first.rpartition(":")[2])):
        await expect(page.locator(".direct")).to_have_count(1)
        await expect(page.locator(".bot")).to_have_count(2)
    complaints.clear()


async def test_a_hidden_page_keeps_no_connection_and_catches_up_when_it_is_seen(
    open_page: OpenPage, local: LocalPlatform
) -> None:
    page = await open_page()
    await page.evaluate("""() => {
      Object.defineProperty(document, "hidden", { get: () => window.away, configurable: true });
      window.away = true;
      document.dispatchEvent(new Event("visibilitychange"));
    }""")
    await deliver(local)
    async with page.expect_response("**/local/say"):
        await page.get_by_role("button", name="Where do I start?").click()
    await expect(page.locator(".entry")).to_have_count(0)
    await page.evaluate("window.away = false; document.dispatchEvent(new Event('visibilitychange'));")
    await expect(page.locator(".entry")).to_have_count(3)
