"""How the page looks: at two sizes, light and dark, for eyes and for keyboards."""

import pytest
from playwright.async_api import Page, expect

from mentorbot.platforms.local.platform import LocalPlatform
from tests.browser.conftest import NARROW, WIDE, OpenPage, Scheme
from tests.platforms.local.every_block import every_block
from tests.platforms.local.http import deliver

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

LONG = "unbroken" * 40

CONTRASTS = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const layer = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => rgb.map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    const layers = [];
    for (let each = element; each; each = each.parentElement) layers.unshift(getComputedStyle(each).backgroundColor);
    return layers;
  };
  const ratio = (colour, element) => {
    const back = behind(element);
    const [a, b] = [light(layer([...back, colour])), light(layer(back))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const words = [...element.childNodes].filter((n) => n.nodeType === 3).map((n) => n.textContent).join("").trim();
    const [own, hint] = [undefined, "::placeholder"].map((part) => getComputedStyle(element, part).color);
    if (words && element.checkVisibility()) found.push([ratio(own, element), words.slice(0, 40)]);
    if (element.placeholder) found.push([ratio(hint, element), element.placeholder]);
  }
  return found;
}"""


async def everything_on(page: Page, local: LocalPlatform, who: str) -> None:
    """Every kind of block, an answer, a question, a public answer, a folded text, a dot."""
    await deliver(local, who, key="all", says=every_block("A few words"))
    await deliver(local, who, key="long", says=every_block(LONG))
    await deliver(local, "grace", key="dot")
    await local.as_person(who).says("/mentor")
    await local.as_person(who).says("/mentor progress")
    await local.as_person("lee").says("/mentor progress")
    await local.as_person(who).says("x" * 5000)
    await expect(page.locator("details")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_every_word_can_be_read(
    open_page: OpenPage, local: LocalPlatform, scheme: Scheme, size: tuple[int, int]
) -> None:
    page = await open_page(scheme=scheme, size=size)
    contrasts = list(await page.evaluate(CONTRASTS))
    await everything_on(page, local, "ada")
    await page.keyboard.type("/mentor ")
    await expect(page.get_by_role("option")).to_have_count(5)
    await page.keyboard.press("ArrowDown")
    contrasts += await page.evaluate(CONTRASTS)
    await page.get_by_role("combobox").fill("/cohort create")
    await page.keyboard.press("Escape")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()
    contrasts += await page.evaluate(CONTRASTS)
    assert len(contrasts) > 100
    assert [each for each in contrasts if each[0] < 4.5] == []


@pytest.mark.parametrize("size", [WIDE, NARROW, (320, 568)])
async def test_nothing_is_wider_than_the_page(open_page: OpenPage, local: LocalPlatform, size: tuple[int, int]) -> None:
    page = await open_page(size=size)
    await everything_on(page, local, "ada")
    await page.get_by_role("combobox").fill("/cohort create")
    await page.keyboard.press("Escape")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()
    for element in ("document.documentElement", "timeline", "dialog"):
        widths = await page.evaluate(f"[{element}.scrollWidth, {element}.clientWidth]")
        assert widths[0] <= widths[1], element


async def test_nothing_moves_when_messages_and_suggestions_come(open_page: OpenPage, local: LocalPlatform) -> None:
    page = await open_page()
    frame = """[...document.querySelectorAll('aside, .people, .clock, .composer')]
        .map((each) => each.getBoundingClientRect().toJSON())"""
    before = await page.evaluate(frame)
    await everything_on(page, local, "ada")
    await page.keyboard.type("/")
    await expect(page.get_by_role("option")).to_have_count(2)
    assert await page.evaluate(frame) == before


async def test_the_newest_message_is_in_sight(open_page: OpenPage, local: LocalPlatform) -> None:
    page = await open_page(size=NARROW)
    for number in range(6):
        await deliver(local, key=str(number))
    await expect(page.locator(".direct").last).to_be_in_viewport()
    await page.locator(".welcome").scroll_into_view_if_needed()
    await deliver(local, key="another")
    await page.get_by_role("button", name="New messages").click()
    await expect(page.locator(".direct").last).to_be_in_viewport()


async def test_the_keyboard_reaches_everything_in_reading_order_and_shows_where_it_is(
    open_page: OpenPage, local: LocalPlatform
) -> None:
    await deliver(local)
    page = await open_page()
    await page.locator(".skip").focus()
    names, rings = [], []
    for _ in range(16):
        await page.keyboard.press("Tab")
        name, ring = await page.evaluate(
            """() => {
              const at = document.activeElement;
              const ring = [at, at.parentElement].map((e) => getComputedStyle(e))
                .some((s) => s.outlineStyle !== "none" && s.outlineWidth !== "0px" || s.boxShadow !== "none");
              return [at.ariaLabel ?? at.dataset.name ?? at.id ?? at.textContent, ring];
            }"""
        )
        names.append(name)
        rings.append(ring)
    people = ["Ada", "Kim", "Lee", "Grace", "Robin"]
    clock = ["Move the clock a day forward", "Move the clock a week forward", "Set the clock back to now"]
    assert names[:9] == [*people, *clock, "Messages"]
    assert names[-2:] == ["composer", "Send"]
    assert all(rings)


async def test_nothing_is_animated_for_those_who_asked_for_less_motion(open_page: OpenPage) -> None:
    page = await open_page()
    await page.get_by_role("button", name="Where do I start?").click()
    await expect(page.locator(".entry.new")).to_have_count(2)
    moving = await page.evaluate(
        """() => [...document.querySelectorAll("*")].map((e) => getComputedStyle(e))
            .filter((s) => s.animationName !== "none" || s.scrollBehavior === "smooth").length"""
    )
    assert moving == 0
