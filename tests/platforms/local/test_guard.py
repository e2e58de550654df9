"""Another website cannot read or drive the page."""

import pytest

from mentorbot.platforms.local.platform import LocalPlatform
from tests.platforms.local.http import Browser

SAY = {"as": "ada", "text": "/mentor"}


@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1:8080", "[::1]:8080", "192.168.1.7", "bot.localhost"])
async def test_names_that_nobody_can_rebind_are_answered(browser: Browser, host: str) -> None:
    assert (await browser.get("/", headers={"Host": host})).status == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "[", "", "x:y"])
async def test_a_name_that_could_be_rebound_is_refused(browser: Browser, host: str) -> None:
    for path in ("/", "/local/events", "/local/static/page.js"):
        response = await browser.get(path, headers={"Host": host})
        assert response.status == 403
        assert "localhost" in (await response.json())["error"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_another_website_cannot_make_anybody_say_anything(
    browser: Browser, local: LocalPlatform, headers: dict[str, str]
) -> None:
    response = await browser.post("/local/say", json=SAY, headers=headers)
    assert response.status == 403
    assert local.as_person("ada").sees == []


async def test_a_form_of_another_website_cannot_either(browser: Browser, local: LocalPlatform) -> None:
    response = await browser.post("/local/say", data=b'{"as":"ada","text":"x"}', headers={"Content-Type": "text/plain"})
    assert response.status == 403
    assert local.as_person("ada").sees == []


async def test_the_page_itself_may(browser: Browser, local: LocalPlatform) -> None:
    origin = str(browser.make_url("/")).rstrip("/")
    response = await browser.post("/local/say", json=SAY, headers={"Origin": origin, "Sec-Fetch-Site": "same-origin"})
    assert response.status == 200
    assert local.as_person("ada").sees


async def test_a_link_from_elsewhere_opens_the_page_and_no_stream(browser: Browser) -> None:
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert (await browser.get("/", headers=link)).status == 200
    fetched = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}
    assert (await browser.get("/local/events", headers=fetched)).status == 403


@pytest.mark.parametrize("path", ["/", "/local/static/page.js"])
async def test_nothing_foreign_runs_on_it_and_nobody_frames_it(browser: Browser, path: str) -> None:
    policy = (await browser.get(path)).headers["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
