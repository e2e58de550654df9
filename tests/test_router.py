"""The one door: whatever comes in, a reply or a form goes out."""

import logging
import re
import shutil
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import pytest

from mentorbot.app import App, open_app
from mentorbot.chat.blocks import Button, Buttons
from mentorbot.chat.call import parse_call
from mentorbot.chat.command import Group, Option, command
from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.invocation import Caller, Invocation
from mentorbot.chat.reply import Choice, Form, Reply, reply, say
from mentorbot.commands import Context, introduce
from mentorbot.domain.errors import NotNow
from mentorbot.guides import Search, Searches
from mentorbot.platforms.local.readable import readable_reply
from mentorbot.router import Router
from mentorbot.settings import Settings

CONTENT = Path(__file__).parents[1] / "content"
KIM = Caller(platform="local", workspace=WorkspaceId("garden"), user=UserId("kim"), name="Kim", zone="Europe/Berlin")
ROBIN = replace(KIM, user=UserId("robin"), name="Robin", admin=True)


async def _no_colours(_context: Context, _typed: str) -> Sequence[Choice]:
    raise KeyError("the colours are gone")


async def _nothing_yet(_context: Context, _typed: str) -> Sequence[Choice]:
    raise NotNow("There is nothing to choose from yet.")


async def _numbers(_context: Context, typed: str) -> Sequence[Choice]:
    return [Choice(f"{typed}{number}", str(number)) for number in range(40)]


@command("home", "Where you are")
async def _home(_context: Context) -> Reply:
    return reply(say("You are here."))


@command("paint", "Paint it")
async def _paint(
    _context: Context,
    colour: Annotated[str, Option("Which colour?", complete=_no_colours)],
    size: Annotated[int, Option("How large?", low=1, high=3)] = 1,
    *,
    number: Annotated[str, Option("Which number?", complete=_numbers)] = "",
    place: Annotated[str, Option("Where?", complete=_nothing_yet)] = "",
) -> Reply:
    if colour == "octarine":
        raise KeyError("a colour that nobody thought of")
    return reply(say("It is {colour} now.", colour=f"{colour}, {size} times{number}{place}"))


SMALL = (Group("mentor", "A small bot", (_home, _paint)),)


@pytest.fixture
async def app(tmp_path: Path, sqlite_file: Path) -> AsyncIterator[App]:
    shutil.copy(sqlite_file, tmp_path / "mentorbot.db")
    settings = Settings.model_validate(
        {
            "slack_bot_token": None,
            "slack_app_token": None,
            "discord_bot_token": None,
            "database_url": f"sqlite:///{tmp_path / 'mentorbot.db'}",
            "content_dir": CONTENT,
        }
    )
    async with open_app(settings) as opened:
        yield opened


@pytest.fixture
def small(app: App) -> Router:
    """A router for the commands above, on a real store."""

    async def introduced(invocation: Invocation) -> Context:
        now = app.clock.now()
        known = await introduce(app.store, invocation.caller, now)
        return Context(
            now=now,
            caller=invocation.caller,
            workspace=known.workspace,
            member=known.member,
            roles=known.roles,
            store=app.store,
            library=app.library,
            searches=Searches(Search),
            platform=app.platforms["local"],
            groups=SMALL,
        )

    return Router(SMALL, introduced)


def _typed(text: str, caller: Caller = KIM) -> Invocation:
    return Invocation(caller=caller, call=parse_call(text))


def _buttons(answer: Reply) -> list[Button]:
    return [each for block in answer.blocks if isinstance(block, Buttons) for each in block.buttons]


async def _read(router: Router, text: str, caller: Caller = KIM) -> str:
    return readable_reply(await router.answer(_typed(text, caller)))


async def test_a_bare_mentor_is_home(app: App) -> None:
    assert await _read(app.router, "/mentor") == await _read(app.router, "/mentor home")


async def test_a_bare_cohort_is_the_list(app: App) -> None:
    await app.router.answer(_typed("/cohort create name=Spring", ROBIN))
    bare = await _read(app.router, "/cohort", ROBIN)
    assert "Spring" in bare
    assert bare == await _read(app.router, "/cohort list", ROBIN)


async def test_an_unknown_word_gets_the_nearest_as_a_button_that_keeps_the_rest(app: App) -> None:
    answer = await app.router.answer(_typed("/mentor jion spring"))
    assert "I don't know “/mentor jion”. Did you mean “join”?" in readable_reply(answer)
    nearest, help_ = _buttons(answer)
    assert (str(nearest.call), str(help_.call)) == ("mentor join spring", "mentor help")


async def test_an_unknown_word_like_no_other_gets_help(app: App) -> None:
    answer = await app.router.answer(_typed("/mentor xyzzyplugh"))
    assert "Help lists everything I do." in readable_reply(answer)
    assert [str(each.call) for each in _buttons(answer)] == ["mentor help"]


async def test_a_slash_command_that_we_do_not_have_gets_help(app: App) -> None:
    answer = await app.router.answer(_typed("/banana split"))
    assert "mentor help" in [str(each.call) for each in _buttons(answer)]


async def test_an_unknown_option_is_named_and_nothing_is_done(small: Router) -> None:
    assert "color" in await _read(small, "/mentor paint red color=blue")


async def test_a_number_out_of_range_is_refused_in_a_sentence(small: Router) -> None:
    answer = await _read(small, "/mentor paint red size=9")
    assert "3" in answer
    assert "red, 9" not in answer


async def test_what_is_right_is_done(small: Router) -> None:
    assert await _read(small, "/mentor paint red 2") == "It is red, 2 times now."


async def test_a_handler_that_breaks_gives_a_reference_that_is_logged_once(
    small: Router, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await _read(small, "/mentor paint octarine")
    found = re.search(r"Reference ([0-9a-f]{4});", answer)
    assert found, answer
    assert "octarine" in answer, "what was written is kept"
    assert "KeyError" not in answer
    (record,) = [each for each in caplog.records if each.levelno >= logging.WARNING]
    assert record.getMessage() == f"broken {found[1]}: /mentor paint"
    assert record.exc_info is not None


async def test_whoever_is_no_admin_is_told_who_is(app: App) -> None:
    answer = await _read(app.router, "/cohort create name=Mine")
    assert "/cohort is for admins: owners and admins of a Slack workspace" in answer
    assert "Mine" not in await _read(app.router, "/cohort list", ROBIN)


async def test_a_form_is_for_admins_too(app: App) -> None:
    asked = await app.router.form(_typed("/cohort create"))
    assert isinstance(asked, Reply)
    assert "is for admins" in readable_reply(asked)


async def test_missing_options_open_a_form_and_given_ones_do_not(app: App) -> None:
    opens = {text: app.router.opens_form(_typed(text)) for text in ("/cohort create", "/cohort create Spring")}
    assert opens == {"/cohort create": True, "/cohort create Spring": False}
    assert not app.router.opens_form(_typed("/mentor xyzzy"))


async def test_a_form_asks_for_what_is_missing_and_keeps_what_was_given(app: App) -> None:
    asked = await app.router.form(_typed("/cohort create guide=technical-product-manager", ROBIN))
    assert isinstance(asked, Form)
    assert "name" in [each.name for each in asked.fields if each.required]
    assert asked.call.named == {"guide": "technical-product-manager"}


async def test_a_form_whose_suggestions_break_is_an_apology(small: Router, caplog: pytest.LogCaptureFixture) -> None:
    asked = await small.form(_typed("/mentor paint"))
    assert isinstance(asked, Reply)
    assert "Something broke on my side" in readable_reply(asked)
    assert "the colours are gone" in caplog.text


async def test_a_missing_option_without_a_form_is_named(small: Router) -> None:
    assert "/mentor paint needs colour: Which colour?" in await _read(small, "/mentor paint")


async def test_there_are_at_most_twenty_five_suggestions(small: Router) -> None:
    found = await small.complete(_typed("/mentor paint red"), "number", " n ")
    assert [each.label for each in found] == [f"n{number}" for number in range(25)]


async def test_suggestions_that_break_are_none_and_logged(small: Router, caplog: pytest.LogCaptureFixture) -> None:
    assert await small.complete(_typed("/mentor paint"), "colour", "r") == ()
    assert "no suggestions for colour of /mentor paint" in caplog.text


async def test_suggestions_that_make_no_sense_now_are_none_and_no_news(
    small: Router, caplog: pytest.LogCaptureFixture
) -> None:
    assert await small.complete(_typed("/mentor paint"), "place", "") == ()
    assert [each for each in caplog.records if each.levelno >= logging.WARNING] == []


async def test_what_has_no_suggestions_has_none(small: Router) -> None:
    for text, option in (("/mentor paint", "size"), ("/mentor paint", "banana"), ("/mentor xyzzy", "colour")):
        assert await small.complete(_typed(text), option, "") == ()
