"""What happens reaches an open page at once, and a page that was away catches up."""

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from mentorbot.platforms.local.platform import LocalPlatform
from tests.platforms.local.http import Browser, deliver, post, stream


async def test_a_direct_message_arrives_on_an_open_page(browser: Browser, local: LocalPlatform) -> None:
    events = await stream(browser)
    await events.next("clock")
    await deliver(local)
    arrived = await events.next("entry")
    assert "Step 1 · Build technical foundations" in str(arrived["html"])
    assert arrived["day"] == "Monday 23 November 2026"


async def test_an_answer_in_place_arrives_under_the_same_number(browser: Browser, local: LocalPlatform) -> None:
    events = await stream(browser)
    await deliver(local)
    first = await events.next("entry")
    await post(browser, "press", message=1, call="mentor done task=apis")
    second = await events.next("entry")
    assert (first["id"], second["id"]) == (1, 1)
    assert "✓ Done" in str(second["html"])


async def test_an_answer_in_place_arrives_where_no_button_was_pressed(browser: Browser, local: LocalPlatform) -> None:
    one, other = await stream(browser), await stream(browser)
    await deliver(local)
    await one.next("entry")
    await other.next("entry")
    await post(browser, "press", message=1, call="mentor done task=apis")
    assert (await one.next("entry"))["html"] == (await other.next("entry"))["html"]


async def test_a_message_for_somebody_else_is_a_dot(browser: Browser, local: LocalPlatform) -> None:
    events = await stream(browser)
    assert "kim" not in await events.next("unread")
    await deliver(local, "kim")
    assert (await events.next("unread"))["kim"] == 1
    await deliver(local, "kim", key="k2")
    assert (await events.next("unread"))["kim"] == 2


async def test_a_dot_goes_when_the_page_of_its_person_is_opened(browser: Browser, local: LocalPlatform) -> None:
    await deliver(local, "kim")
    events = await stream(browser)
    assert (await events.next("unread"))["kim"] == 1
    await browser.get("/", params={"as": "kim"})
    assert "kim" not in await events.next("unread")


async def test_somebody_whose_page_is_open_has_no_dot(browser: Browser, local: LocalPlatform) -> None:
    ada, kim = await stream(browser), await stream(browser, "kim")
    await kim.next("clock")
    await deliver(local, "kim")
    await kim.next("entry")
    await deliver(local, "lee")
    while "lee" not in (counts := await ada.next("unread")):
        pass
    assert "kim" not in counts


async def test_a_public_answer_arrives_for_everybody_and_a_private_one_does_not(browser: Browser) -> None:
    kim = await stream(browser, "kim")
    await post(browser, "say", text="/mentor")
    await post(browser, "say", text="/mentor progress")
    asked = await kim.next("entry")
    assert "/mentor progress" in str(asked["html"])
    assert "everybody sees this" in str(asked["html"])


async def test_a_page_that_was_away_gets_what_it_missed_once(browser: Browser, local: LocalPlatform) -> None:
    await deliver(local)
    await deliver(local, key="k2")
    await deliver(local, key="k3")
    again = await browser.get("/local/events", params={"as": "ada"}, headers={"Last-Event-ID": "2"})
    text = (await again.content.readuntil(b"event: unread")).decode()
    assert text.count("event: entry") == 1
    assert '"id": 3' in text


async def test_a_page_that_is_ahead_of_a_fresh_start_loads_anew(browser: Browser) -> None:
    events = await stream(browser, after=99)
    assert await events.next("reload") == {"number": "99"}


async def test_a_number_that_is_none_starts_from_the_beginning(browser: Browser, local: LocalPlatform) -> None:
    await deliver(local)
    response = await browser.get("/local/events", params={"as": "ada", "after": "-1;x"})
    assert b"event: entry" in await response.content.readuntil(b"event: clock")


async def test_moments_are_on_the_clock_of_whoever_reads(browser: Browser) -> None:
    lee, ada = await stream(browser, "lee"), await stream(browser)
    await post(browser, "say", text="/mentor progress")
    assert 'datetime="2026-11-23T13:45:00+05:45">13:45<' in str((await lee.next("entry"))["html"])
    assert 'datetime="2026-11-23T09:00:00+01:00">09:00<' in str((await ada.next("entry"))["html"])


async def test_a_moved_clock_reaches_every_page(browser: Browser) -> None:
    lee = await stream(browser, "lee")
    assert (await lee.next("clock"))["text"] == "Mon 23 Nov, 13:45"
    await post(browser, "clock", move="week")
    assert (await lee.next("clock"))["text"] == "Mon 30 Nov, 13:45"


async def test_open_streams_end_when_the_server_stops(local: LocalPlatform) -> None:
    app = web.Application()
    local.mount(app)
    async with TestClient(TestServer(app)) as client:
        response = await client.get("/local/events", params={"as": "ada"})
        await response.content.readuntil(b"event: clock")
        await client.server.close()
        assert await response.content.read() is not None
