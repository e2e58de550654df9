"""Who may do what, as one table, tested whole: every word, everybody, every gesture.

A new word has to be written into `WHOM` below, by a person who has thought about whom it is for.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorbot.app import App, open_app
from mentorbot.chat.call import Call, asking, call
from mentorbot.chat.command import Audience, Command, Group, command
from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.invocation import Caller, Gesture, Invocation
from mentorbot.chat.platform import Person
from mentorbot.chat.reply import Form, Reply, reply, say
from mentorbot.commands import GROUPS, Context, introduce
from mentorbot.domain.mentoring import Mentor
from mentorbot.domain.rights import Grant
from mentorbot.guides import Search, Searches
from mentorbot.platforms.local.readable import readable_reply
from mentorbot.router import Router
from mentorbot.settings import Settings
from mentorbot.store import Store
from mentorbot.store.grants import add_grant
from mentorbot.store.mentoring import save_mentor
from mentorbot.store.people import member_of, workspace
from tests.commands.cohort.crowd import Crowd
from tests.commands.cohort.crowd import somebody as person

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CONTENT = Path(__file__).parents[2] / "content"
EVERYBODY, MENTORS, ADMINS = Audience.EVERYBODY, Audience.MENTORS, Audience.ADMINS

WHOM = {
    "mentor home": EVERYBODY,
    "mentor help": EVERYBODY,
    "mentor ask": EVERYBODY,
    "mentor guide": EVERYBODY,
    "mentor guides": EVERYBODY,
    "mentor join": EVERYBODY,
    "mentor leave": EVERYBODY,
    "mentor step": EVERYBODY,
    "mentor done": EVERYBODY,
    "mentor undo": EVERYBODY,
    "mentor focus": EVERYBODY,
    "mentor progress": EVERYBODY,
    "mentor when": EVERYBODY,
    "mentor schedule": EVERYBODY,
    "mentor snooze": EVERYBODY,
    "mentor skip": EVERYBODY,
    "mentor pause": EVERYBODY,
    "mentor unpause": EVERYBODY,
    "mentor judge": EVERYBODY,
    "mentor pass": EVERYBODY,
    "mentor checkin": EVERYBODY,
    "mentor quietly": EVERYBODY,
    "mentor solved": EVERYBODY,
    "mentor talked": EVERYBODY,
    "mentor mentor": EVERYBODY,
    "mentor mentees": MENTORS,
    "mentor volunteer": EVERYBODY,
    "mentor away": MENTORS,
    "mentor say": EVERYBODY,
    "mentor mute": EVERYBODY,
    "mentor unmute": EVERYBODY,
    "mentor kudos": EVERYBODY,
    "mentor note": EVERYBODY,
    "mentor notes": EVERYBODY,
    "mentor unnote": EVERYBODY,
    "mentor answer": EVERYBODY,
    "mentor rematch": EVERYBODY,
    "mentor wish": EVERYBODY,
    "mentor export": EVERYBODY,
    "mentor forget": EVERYBODY,
    "mentor badge": EVERYBODY,
    "mentor certificate": EVERYBODY,
    "cohort create": ADMINS,
    "cohort list": ADMINS,
    "cohort show": ADMINS,
    "cohort edit": ADMINS,
    "cohort add": ADMINS,
    "cohort remove": ADMINS,
    "cohort import": ADMINS,
    "cohort preview": ADMINS,
    "cohort explain": ADMINS,
    "cohort held": ADMINS,
    "cohort questions": ADMINS,
    "cohort pause": ADMINS,
    "cohort unpause": ADMINS,
    "cohort archive": ADMINS,
    "cohort admin": ADMINS,
    "cohort audit": ADMINS,
    "cohort settings": ADMINS,
    "cohort decide": ADMINS,
    "cohort answer": ADMINS,
    "cohort draft": ADMINS,
    "cohort duplicate": ADMINS,
    "cohort move": ADMINS,
    "cohort announce": ADMINS,
    "cohort recall": ADMINS,
    "cohort confirm": ADMINS,
    "cohort discard": ADMINS,
    "cohort admit": ADMINS,
    "cohort decline": ADMINS,
    "cohort report": ADMINS,
    "cohort export": ADMINS,
    "cohort mentor": ADMINS,
    "cohort match": ADMINS,
    "cohort rematch": ADMINS,
}
"""Whom each word is for."""

REFUSALS = {ADMINS: "is for admins", MENTORS: "is for mentors"}


@dataclass(frozen=True)
class Kind:
    """One combination of what somebody can be."""

    name: str
    mentors: bool = False
    platform: bool = False
    granted: bool = False
    operator: bool = False

    @property
    def user(self) -> str:
        return f"U-{self.name}"

    @property
    def caller(self) -> Caller:
        return Caller(
            platform="local",
            workspace=WorkspaceId("local"),
            user=UserId(self.user),
            name=self.name.title(),
            zone="UTC",
            admin=self.platform,
        )

    def may(self, whom: Audience) -> bool:
        """By the table, and nothing else: being an admin makes nobody a mentor, nor the other way round."""
        return {
            EVERYBODY: True,
            MENTORS: self.mentors,
            ADMINS: self.platform or self.granted or self.operator,
        }[whom]


KINDS = (
    Kind("learner"),
    Kind("mentor", mentors=True),
    Kind("platform", platform=True),
    Kind("operator", operator=True),
    Kind("named", granted=True),
    Kind("named-mentor", granted=True, mentors=True),
    Kind("platform-mentor", platform=True, mentors=True),
    Kind("all", platform=True, mentors=True, granted=True, operator=True),
)


@asynccontextmanager
async def _opened(folder: Path, operators: Sequence[str] = ()) -> AsyncIterator[App]:
    chosen = Settings(
        _env_file=None,
        database_url=f"sqlite:///{folder}/bot.db",
        content_dir=CONTENT,
        local=True,
        admins=frozenset(operators),
    )
    async with open_app(chosen) as app:
        yield app


@pytest.fixture
async def app(tmp_path: Path, sqlite_file: Path) -> AsyncIterator[App]:
    """Everybody of `KINDS` has been met and is what they are."""
    shutil.copy(sqlite_file, tmp_path / "bot.db")
    async with _opened(tmp_path, [each.user for each in KINDS if each.operator]) as opened:
        opened.platforms["local"] = Crowd([person(1, zone="UTC")])
        for kind in KINDS:
            await opened.router.answer(Invocation(caller=kind.caller, call=call("mentor when")))
            await _made(opened.store, kind)
        yield opened


async def _made(store: Store, kind: Kind) -> None:
    async with store.begin() as tx:
        garden = await workspace(tx, "local", "local")
        assert garden is not None
        member = await member_of(tx, garden.key, kind.user)
        assert member is not None
        if kind.granted:
            await add_grant(tx, Grant(member=member.key, giver=None, at=NOW))
        if kind.mentors:
            await save_mentor(tx, Mentor(member=member.key, since=NOW))


def _commands() -> Iterator[Command]:
    yield from (each for group in GROUPS for each in group.commands)


def test_the_table_names_every_word_there_is() -> None:
    words = {each.path for each in _commands()}
    missing, gone = sorted(words - WHOM.keys()), sorted(WHOM.keys() - words)
    assert not missing, f"say in WHOM, in {Path(__file__).name}, whom /{missing[0]} is for (missing: {missing})"
    assert not gone, f"no such word any more, so take it out of WHOM in {Path(__file__).name}: {gone}"


def test_what_is_declared_is_what_the_table_says() -> None:
    declared = {each.path: group.audience_of(each) for group in GROUPS for each in group.commands}
    assert declared == WHOM


@pytest.mark.parametrize("gesture", Gesture)
async def test_everybody_is_let_into_what_is_theirs_and_into_nothing_else(app: App, gesture: Gesture) -> None:
    """An option that no word has is refused only after the question of rights, and nothing is ever done."""
    wrong = []
    for path, whom in WHOM.items():
        for kind in KINDS:
            made = Invocation(caller=kind.caller, call=call(path, nonsense="1"), gesture=gesture)
            said = readable_reply(await app.router.answer(made))
            let_in = "has no option nonsense" in said
            if let_in != kind.may(whom) or (not let_in and REFUSALS[whom] not in said):
                wrong.append(f"{kind.name} on /{path}: {said}")
    assert not wrong, "\n".join(wrong)


async def test_a_form_opens_for_nobody_whose_word_it_is_not(app: App) -> None:
    wrong = []
    for path, whom in WHOM.items():
        for kind in KINDS:
            made = Invocation(caller=kind.caller, call=asking(path))
            if not app.router.opens_form(made):
                continue
            shown = await app.router.form(made)
            refused = not isinstance(shown, Form) and REFUSALS.get(whom, "never said") in readable_reply(shown)
            if refused == kind.may(whom):
                wrong.append(f"{kind.name} on the form of /{path}")
    assert not wrong, "\n".join(wrong)


async def test_nothing_is_suggested_for_a_word_that_is_not_theirs(app: App) -> None:
    """Names of cohorts and people are for those who may read them."""
    admin = next(each for each in KINDS if each.platform)
    await app.router.answer(Invocation(caller=admin.caller, call=call("cohort create", name="Secret garden")))
    wrong, offered = [], 0
    for each in _commands():
        for parameter in each.parameters:
            for kind in KINDS:
                made = Invocation(caller=kind.caller, call=call(each.path))
                found = await app.router.complete(made, parameter.name, "")
                offered += any(choice.label == "Secret garden" for choice in found)
                if found and not kind.may(WHOM[each.path]):
                    wrong.append(f"{kind.name} on {parameter.name} of /{each.path}: {found[0].label}")
    assert offered, "admins are offered the cohort"
    assert not wrong, "\n".join(wrong)


async def test_help_tells_everybody_of_what_is_theirs(app: App) -> None:
    wrong = []
    for each in _commands():
        for kind in KINDS:
            made = Invocation(caller=kind.caller, call=call("mentor help", word=each.word))
            told = f"# /{each.path}" in readable_reply(await app.router.answer(made)).splitlines()
            if told != kind.may(WHOM[each.path]):
                wrong.append(f"{kind.name} on help for /{each.path}")
    assert not wrong, "\n".join(wrong)


async def test_a_word_for_mentors_is_for_mentors_alone(app: App) -> None:
    """Through a router of its own, so that it is tested whichever words there are."""

    async def introduced(invocation: Invocation) -> Context:
        known = await introduce(app.store, invocation.caller, NOW)
        return Context(
            now=NOW,
            caller=invocation.caller,
            workspace=known.workspace,
            member=known.member,
            roles=known.roles,
            store=app.store,
            library=app.library,
            searches=Searches(Search),
            platform=app.platforms["local"],
            groups=(),
        )

    router = Router((Group("mentor", "A small bot", (_told,)),), introduced)
    for kind in (each for each in KINDS if not each.operator):
        said = readable_reply(await router.answer(Invocation(caller=kind.caller, call=call("mentor told"))))
        assert ("You mentor." in said, "is for mentors" in said) == (kind.mentors, not kind.mentors)


@command("told", "For mentors", audience=MENTORS)
async def _told(_context: Context) -> Reply:
    return reply(say("You mentor."))


class Anywhere(Crowd):
    """People of every workspace, and whether its platform lets them run it."""

    def __init__(self) -> None:
        super().__init__([])
        self.admins: set[str] = set()

    async def person(self, workspace: WorkspaceId, user: UserId) -> Person | None:
        del workspace
        return Person(user=user, name=user, zone="UTC", admin=user in self.admins)


VERBS = ("give", "take", "take, sure", "the platform lets", "the platform no longer lets")
STEPS = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(VERBS), st.integers(0, 3)), min_size=1, max_size=8)


def test_exactly_those_get_in_whom_the_platform_or_an_admin_lets(tmp_path: Path) -> None:
    """Whoever gives and takes in whichever order; nobody gives what they don't have."""
    numbers = count(1)

    @settings(max_examples=15, deadline=None)
    @given(STEPS)
    def walk(steps: list[tuple[int, str, int]]) -> None:
        runner.run(_walked(app, there, f"W{next(numbers)}", steps))

    with asyncio.Runner() as runner:
        opening = _opened(tmp_path)
        app = runner.run(opening.__aenter__())
        app.platforms["local"] = there = Anywhere()
        try:
            walk()
        finally:
            runner.run(opening.__aexit__(None, None, None))


async def _walked(app: App, there: Anywhere, garden: str, steps: list[tuple[int, str, int]]) -> None:
    people = [f"{garden}-{number}" for number in range(4)]
    named: set[str] = set()
    there.admins.add(people[0])
    for actor, verb, target in ((people[one], verb, people[other]) for one, verb, other in steps):
        if verb.startswith("the platform"):
            (there.admins.discard if "no longer" in verb else there.admins.add)(target)
        else:
            may = actor in there.admins | named
            given = call("cohort admin", member=target, give="admin" if verb == "give" else "none")
            sure = {"sure": "yes"} if verb == "take, sure" else {}
            said = await _said(app, there, garden, actor, replace(given, named={**given.named, **sure}))
            assert may != ("is for admins" in said)
            if may and verb == "give" and target != actor and target not in there.admins:
                named.add(target)
            if may and verb != "give" and (target != actor or sure or target in there.admins):
                named.discard(target)
        for each in people:
            let_in = "is for admins" not in await _said(app, there, garden, each, call("cohort list"))
            assert let_in == (each in there.admins | named), f"{each} after {verb} by {actor} for {target}"
        for each in named - there.admins:
            assert "is for admins" not in await _said(app, there, None, each, call("cohort list"))


async def _said(app: App, there: Anywhere, garden: str | None, user: str, made: Call) -> str:
    caller = Caller(
        platform="local",
        workspace=WorkspaceId(garden) if garden else None,
        user=UserId(user),
        name=user,
        zone="UTC",
        admin=garden is not None and user in there.admins,
    )
    return readable_reply(await app.router.answer(Invocation(caller=caller, call=made)))
