"""The page and its endpoints, over real HTTP."""

import re
from html import unescape
from io import BytesIO

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from mentorbot.chat.call import Call
from mentorbot.chat.invocation import Invocation
from mentorbot.chat.reply import Reply, reply
from mentorbot.platforms.local.forms import carry
from mentorbot.platforms.local.page import BROKEN, FIXED_CLOCK
from mentorbot.platforms.local.platform import LocalPlatform
from tests.platforms.local.http import Browser, deliver, page_of, post
from tests.platforms.local.small_talk import FIRST_MONDAY, SmallTalk, StillClock, paragraph


def carried_call(form: object) -> str:
    """The call that a form carries in its HTML."""
    found = re.search(r'data-call="([^"]*)"', str(form))
    assert found
    return unescape(found[1])


async def test_a_newcomer_reads_what_this_is_and_who_they_are(browser: Browser) -> None:
    page = await page_of(browser)
    assert "Try the bot here, before it goes to your Slack or Discord." in page
    assert "You are <strong>Ada</strong>, a learner in Berlin." in page
    assert re.findall(r'data-say="([^"]*)"', page) == ["/mentor", "/mentor ask do I need to code?", "/mentor help"]


async def test_somebody_else_is_one_link_away(browser: Browser) -> None:
    page = await page_of(browser, "robin")
    assert "You are <strong>Robin</strong>, an admin in Amsterdam." in page
    assert re.findall(r'href="/\?as=(\w+)"', page) == ["ada", "kim", "lee", "grace", "robin"]


async def test_nobody_known_is_ada(browser: Browser) -> None:
    assert "You are <strong>Ada</strong>" in await page_of(browser, "<script>")


async def test_what_was_said_is_on_the_page(browser: Browser) -> None:
    assert await post(browser, "say", text="/mentor join spring") == {}
    page = await page_of(browser)
    assert "/mentor join spring" in page
    assert 'datetime="2026-11-23T09:00:00+01:00"' in page
    assert "/mentor join spring" not in await page_of(browser, "kim")


async def test_a_button_is_pressed_by_the_call_it_carries(browser: Browser, local: LocalPlatform) -> None:
    await deliver(local)
    assert await post(browser, "press", message=1, call="mentor done task=apis") == {}
    assert "✓ Done: “apis”." in await page_of(browser)


async def test_a_pressed_button_shows_its_label_above_the_answer(browser: Browser, local: LocalPlatform) -> None:
    await deliver(local)
    await post(browser, "press", message=1, call='mentor join cohort="Spring 26"')
    page = await page_of(browser)
    assert '<div class="body typed">Join Spring 26</div>' in page


async def test_a_form_is_drawn_and_submitted(browser: Browser) -> None:
    asked = await post(browser, "say", text="/mentor join")
    assert "Which cohort?" in str(asked["form"])
    done = await post(browser, "submit", call=carried_call(asked["form"]), message=None, values={"cohort": "Autumn 26"})
    assert done == {}
    assert "/mentor join cohort=&#34;Autumn 26&#34;" in await page_of(browser)


async def test_a_form_without_what_is_required_comes_back(browser: Browser) -> None:
    asked = await post(browser, "say", text="/mentor join")
    again = await post(browser, "submit", call=carried_call(asked["form"]), message=None, values={"cohort": ""})
    assert "Something is missing." in str(again["form"])


async def test_the_composer_is_completed(browser: Browser) -> None:
    assert await post(browser, "complete", text="/mentor jo") == {
        "suggestions": [{"text": "/mentor join ", "label": "join", "detail": "Join a cohort"}]
    }


@pytest.mark.parametrize(("move", "day"), [("hour", "Mon 23 Nov, 10:00"), ("day", "Tue 24"), ("week", "Mon 30 Nov")])
async def test_the_clock_moves_forward(browser: Browser, move: str, day: str) -> None:
    assert await post(browser, "clock", move=move) == {}
    assert f">{day}" in await page_of(browser)


async def test_the_clock_goes_back_to_now(browser: Browser, clock: StillClock) -> None:
    await post(browser, "clock", move="week")
    await post(browser, "clock", move="now")
    assert clock.now() == FIRST_MONDAY


async def test_a_clock_beside_a_real_platform_says_why_it_stays(talk: SmallTalk, clock: StillClock) -> None:
    local = LocalPlatform(conversation=talk, clock=clock, transcript=None, movable=False)
    app = web.Application()
    local.mount(app)
    async with TestClient(TestServer(app)) as browser:
        page = await page_of(browser)
        assert FIXED_CLOCK in page
        assert "data-move" not in page
        assert await post(browser, "clock", move="day") == {"error": FIXED_CLOCK}
        assert clock.now() == FIRST_MONDAY


async def test_everything_that_people_write_is_escaped(browser: Browser, local: LocalPlatform) -> None:
    hostile = "<script>alert('x')</script><img src=x onerror=alert(1)>"
    await post(browser, "say", text=f"/mentor ask {hostile}")
    await post(browser, "say", text=hostile)
    await deliver(local, says=reply(paragraph(hostile)))
    page = await page_of(browser)
    assert page.count("&lt;script&gt;") == 5
    assert "<img src=x" not in page
    assert re.findall(r"<script[^>]*>", page) == ['<script type="module" src="/local/static/page.js">']


async def test_a_long_text_is_folded_and_whole(browser: Browser) -> None:
    await post(browser, "say", text="/mentor ask " + "o" * 9000)
    page = await page_of(browser)
    assert "<details" in page
    assert re.sub(r"<span class=\"more\">.*?</summary>", "", page).count("o" * 9000) == 1


@pytest.mark.parametrize(
    ("name", "body", "problem"),
    [
        ("say", {"as": "zoe", "text": "/mentor"}, "Nobody here is called that."),
        ("say", {"text": 7}, "“text” is missing, or is no text."),
        ("press", {"call": "mentor done", "message": "x"}, "A button belongs to a message."),
        ("submit", {"call": "nonsense", "values": {}}, "“call” is no call."),
        ("submit", {"call": "{}", "values": {}}, "“call” is no call."),
        (
            "submit",
            {"call": '{"group":"","word":"","named":{},"rest":""}'},
            "“values” is missing, or holds no texts.",
        ),
        ("clock", {"move": "year"}, "The clock moves by an hour, a day or a week, or back to now."),
    ],
)
async def test_a_request_that_makes_no_sense_gets_a_sentence(
    browser: Browser, name: str, body: dict[str, object], problem: str
) -> None:
    assert await post(browser, name, **body) == {"error": problem}


@pytest.mark.parametrize("text", ["", "not json", "[]", "\xff", '"x"'])
async def test_a_body_that_is_no_object_gets_a_sentence(browser: Browser, text: str) -> None:
    headers = {"Content-Type": "application/json"}
    response = await browser.post("/local/say", data=text.encode("latin-1"), headers=headers)
    assert response.status == 400
    assert str((await response.json())["error"]).startswith("This is no JSON")


async def test_a_text_beyond_all_measure_gets_a_sentence(browser: Browser) -> None:
    body = BytesIO(b'{"as": "ada", "text": "' + b"x" * 2_000_000 + b'"}')
    response = await browser.post("/local/say", data=body, headers={"Content-Type": "application/json"})
    assert response.status == 413
    assert "too long" in (await response.json())["error"]


async def test_half_a_character_and_control_characters_harm_nothing(browser: Browser) -> None:
    response = await browser.post(
        "/local/say", data=b'{"as":"ada","text":"\\ud800\\u0000\\u001b"}', headers={"Content-Type": "application/json"}
    )
    assert response.status == 200
    assert "You asked" in await page_of(browser)


async def test_half_a_character_in_a_form_harms_nothing(browser: Browser) -> None:
    half = "\ud800"
    call = carry(Call(group="mentor", word="join", named={"cohort": half}, rest=half))
    assert await post(browser, "submit", call=call, message=None, values={half: half}) == {}
    assert "\ufffd" in await page_of(browser)


async def test_our_own_bug_is_a_sentence_and_a_line_in_the_log(
    clock: StillClock, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(SmallTalk):
        async def answer(self, invocation: Invocation) -> Reply:
            raise RuntimeError(invocation.call.word)

    app = web.Application()
    LocalPlatform(conversation=Broken(), clock=clock, transcript=None, movable=True).mount(app)
    async with TestClient(TestServer(app)) as browser:
        assert await post(browser, "say", text="/mentor home") == {"error": BROKEN}
    assert "RuntimeError: home" in caplog.text


@pytest.mark.parametrize("name", ["page.css", "messages.css", "page.js", "icon.svg"])
async def test_the_page_brings_its_own_files(browser: Browser, name: str) -> None:
    response = await browser.get(f"/local/static/{name}")
    assert response.status == 200
    again = await browser.get(f"/local/static/{name}", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status == 304


@pytest.mark.parametrize("name", ["page.py", "..%2fpage.py", "%2e%2e%2fplatform.py", "nothing.js"])
async def test_no_other_file_is_served(browser: Browser, name: str) -> None:
    assert (await browser.get(f"/local/static/{name}")).status == 404
