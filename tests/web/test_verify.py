"""`/verify` over real HTTP: the page, what the server says to a link, and to a browser that cannot check by itself."""

import base64
import hashlib
import html
import re
from collections.abc import AsyncIterator, Callable
from io import BytesIO

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from mentorbot.seals import SENTENCES, Flaw
from mentorbot.web.server import serving
from mentorbot.web.verify import certificate_checks
from tests.certified import ADA, ALONE, CHANGED, FOREIGN, MALFORMED, PUBLIC, SEALED, picture


async def key() -> str:
    return PUBLIC


@pytest_asyncio.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with (
        serving([certificate_checks(key)], "127.0.0.1", 0) as address,
        ClientSession(base_url=address) as session,
    ):
        yield session


async def shown(session: ClientSession, code: str | None = None) -> str:
    async with session.get("/verify", params={"code": code} if code else {}) as answer:
        assert (answer.status, answer.content_type) == (200, "text/html")
        return await answer.text()


def words(page: str) -> str:
    """What is to be read on it."""
    return " ".join(html.unescape(re.sub(r"<(style|script).*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL)).split())


async def test_the_page_holds_the_key_and_asks_for_nothing_else(session: ClientSession) -> None:
    page = await shown(session)
    assert page.count(PUBLIC) == 2
    addresses = re.findall(r"""(?:src|href|action|url)\s*[=(]\s*["']?([^"'>\s)]+)""", page)
    assert set(addresses) == {"data:,", "/verify"}
    assert re.search(r'<section id="result"[^>]*hidden', page)


async def test_only_the_style_and_the_script_of_the_page_run(session: ClientSession) -> None:
    async with session.get("/verify") as answer:
        policy, page = answer.headers["Content-Security-Policy"], await answer.text()
    for name in ("style", "script"):
        inline = re.search(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        assert inline
        digest = base64.b64encode(hashlib.sha256(inline[1].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    told = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert told
    assert f"{html.unescape(told[1])}; frame-ancestors 'none'" == policy


async def test_a_link_with_a_code_is_answered_without_a_script(session: ClientSession) -> None:
    page = await shown(session, SEALED.text)
    assert not re.search(r'<section id="result"[^>]*hidden', page)
    for each in (
        "✓ This certificate holds Signed by this instance, and not changed since.",
        f"Who {ADA.name} Finished Technical Product Manager With Spring 26 Tasks done 31 On 24 November 2026",
        "Certificate TPM-7F3K-9QWD Issued 24 November 2026, 09:12 UTC By Career Guild",
        f"Code shown {SEALED.short}",
    ):
        assert each in words(page)


@pytest.mark.parametrize(
    ("code", "flaw"), [(CHANGED, Flaw.CHANGED), (FOREIGN, Flaw.FOREIGN), (MALFORMED, Flaw.MALFORMED)]
)
async def test_a_link_that_does_not_hold_says_what_is_wrong(session: ClientSession, code: str, flaw: Flaw) -> None:
    page = words(await shown(session, code))
    assert f"✕ This is no proof {SENTENCES[flaw]}" in page
    assert ADA.name not in page


async def test_what_people_wrote_is_shown_and_never_run(session: ClientSession) -> None:
    page = await shown(session, ALONE.text)
    assert "<b>&amp;" not in page.replace("&lt;b&gt;", "")
    assert "Who <b>&amp;\"' Finished" in words(page)
    assert "With — Tasks done" in words(page)
    assert "<script>alert" not in await shown(session, "</textarea><script>alert(1)</script>")


@pytest.mark.parametrize("given", [SEALED.text.encode(), picture])
async def test_a_browser_that_cannot_check_asks_with_a_code_or_a_file(
    session: ClientSession, given: bytes | Callable[[], bytes]
) -> None:
    async with session.post("/verify", data=given if isinstance(given, bytes) else given()) as answer:
        told = await answer.json()
    assert (answer.status, told["holds"], told["certificate"]["name"]) == (200, True, ADA.name)
    assert (told["short"], told["key"]) == (SEALED.short, PUBLIC)


@pytest.mark.parametrize(
    ("given", "flaw"), [(CHANGED, "changed"), (FOREIGN, "foreign"), (MALFORMED, "malformed"), ("", "unreadable")]
)
async def test_an_answer_to_what_does_not_hold(session: ClientSession, given: str, flaw: str) -> None:
    async with session.post("/verify", data=given.encode()) as answer:
        told = await answer.json()
    assert (answer.status, told["holds"], told["flaw"]) == (200, False, flaw)


@pytest.mark.parametrize("known", [True, False])
async def test_more_than_two_megabytes_are_refused_with_a_sentence(session: ClientSession, *, known: bool) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(33):
            yield bytes(64 * 1024)

    async with session.post("/verify", data=BytesIO(bytes(33 * 64 * 1024)) if known else pieces()) as answer:
        told = await answer.json()
    assert (answer.status, told["holds"], told["flaw"]) == (413, False, "unreadable")
    assert told["sentence"].startswith("This file has more than 2 MB")


async def test_two_megabytes_are_looked_into(session: ClientSession) -> None:
    async with session.post("/verify", data=BytesIO(bytes(2 * 1024 * 1024))) as answer:
        assert (answer.status, (await answer.json())["sentence"][:19]) == (200, "This is no PNG file")
