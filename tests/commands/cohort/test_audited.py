"""Every change of an admin is in the audit log, and nothing else is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from mentorbot.commands.cohort import COHORT
from mentorbot.platforms.local.somebody import Somebody
from mentorbot.store import Store
from mentorbot.store.audit import entries
from mentorbot.store.tables import metadata
from tests.commands.cohort.conftest import Workspace

OUTSIDE = "can my employer pay for a green card"
_NOT_CHANGES = {"audit", "notes", "receipts", "leases", "proposals"}
_SEEN = {"seen_at", "admin"}
"""What everybody's every gesture writes down."""


@dataclass(frozen=True)
class Done:
    """What an admin types, after what others did; and what of it is written down."""

    types: str
    written: str = ""
    """The entry's subject; empty where nothing is to be written."""
    after: tuple[str, ...] = ()
    """What Robin types before."""
    button: str = ""
    """Pressed instead of anything typed, on what Robin typed last."""
    command: str = ""
    """The entry's command, where it is not the word itself."""
    lee: str = ""
    """What Lee types after that."""


NAMES_GRACE, PAIRS_KIM = "/cohort mentor @grace", "/cohort mentor @grace @kim"
READING = {
    "list": (Done("/cohort list"),),
    "show": (Done("/cohort show"),),
    "preview": (Done("/cohort preview"),),
    "explain": (Done("/cohort explain @kim"),),
    "held": (Done("/cohort held"),),
    "draft": (Done("/cohort draft"),),
    "audit": (Done("/cohort audit"),),
    "report": (Done("/cohort report spring-26"),),
    "rematch": (Done("/cohort rematch learner=@kim reason=hours"),),
}
"""Words that change nothing of their own: what they say yes to is written down as the word that asked."""

_ASKED_FIRST = ("/cohort create Autumn approval=yes",)
CHANGING = {
    "create": (Done("/cohort create Autumn", "Autumn"), Done("/cohort create Spring 26")),
    "edit": (Done("/cohort edit day=friday"), Done("/cohort edit")),
    "confirm": (
        Done("/cohort confirm change=9"),
        Done("/cohort edit day=friday", "Spring 26", button="Change it", command="cohort edit"),
        Done('/cohort announce spring-26 "Hello"', "Spring 26", button="Confirm", command="cohort announce"),
    ),
    "discard": (
        Done("/cohort discard change=9"),
        Done("/cohort edit day=friday", button="Leave it"),
        Done("/cohort match", after=(NAMES_GRACE,), button="Discard"),
    ),
    "export": (
        Done("/cohort export spring-26"),
        Done("/cohort export spring-26 what=people", "Spring 26"),
    ),
    "duplicate": (Done("/cohort duplicate spring-26 name=Autumn", "Autumn"),),
    "move": (
        Done("/cohort move @kim autumn", "Autumn", after=("/cohort create Autumn",)),
        Done("/cohort move @kim spring-26"),
    ),
    "announce": (Done('/cohort announce spring-26 "Hello"'),),
    "recall": (Done("/cohort recall 1"),),
    "admit": (
        Done("/cohort admit @lee autumn", "Autumn", after=_ASKED_FIRST, lee="/mentor join autumn"),
        Done("/cohort admit @lee autumn", after=_ASKED_FIRST),
    ),
    "decline": (
        Done("/cohort decline @lee autumn", "Autumn", after=_ASKED_FIRST, lee="/mentor join autumn"),
        Done("/cohort decline @lee autumn", after=_ASKED_FIRST),
    ),
    "remove": (Done("/cohort remove @kim", "Spring 26"), Done("/cohort remove @lee")),
    "archive": (Done("/cohort archive sure=yes", "Spring 26"), Done("/cohort archive")),
    "add": (
        Done("/cohort add @lee", "Spring 26"),
        Done("/cohort add @kim"),
        Done("/cohort add @kim", "Spring 26", after=("/cohort remove @kim",)),
    ),
    "import": (
        Done("/cohort import channel=#career", "Spring 26"),
        Done("/cohort import channel=#career", after=("/cohort import channel=#career",)),
    ),
    "pause": (Done("/cohort pause", "Spring 26"), Done("/cohort pause", after=("/cohort pause",))),
    "unpause": (Done("/cohort unpause", "Spring 26", after=("/cohort pause",)), Done("/cohort unpause")),
    "questions": (
        Done("/cohort questions"),
        Done("/cohort questions keep=texts", "questions"),
        Done("/cohort questions keep=counts"),
    ),
    "answer": (Done('/cohort answer question=2 text="Some do."', "a question"),),
    "decide": (
        Done("/cohort held", "nudge", button="Send it"),
        Done("/cohort held", "nudge", button="Drop it"),
    ),
    "admin": (
        Done("/cohort admin"),
        Done("/cohort admin @kim"),
        Done("/cohort admin @kim give=admin", "who may use /cohort"),
        Done("/cohort admin @kim give=admin", after=("/cohort admin @kim give=admin",)),
        Done("/cohort admin @kim give=none", "who may use /cohort", after=("/cohort admin @kim give=admin",)),
        Done("/cohort admin @kim give=none"),
        Done("/cohort admin @robin give=none"),
    ),
    "mentor": (
        Done("/cohort mentor"),
        Done(NAMES_GRACE, "mentors"),
        Done(NAMES_GRACE, after=(NAMES_GRACE,)),
        Done(PAIRS_KIM, "Spring 26", after=(NAMES_GRACE,)),
        Done(PAIRS_KIM, after=(NAMES_GRACE, PAIRS_KIM)),
        Done("/cohort mentor mentor=none learner=@kim", after=(NAMES_GRACE, PAIRS_KIM)),
        Done("/cohort mentor mentor=none learner=@kim reason=hours", "Spring 26", after=(NAMES_GRACE, PAIRS_KIM)),
        Done("/cohort mentor @grace role=none", after=(NAMES_GRACE,)),
        Done("/cohort mentor @grace role=none sure=yes", "mentors", after=(NAMES_GRACE,)),
    ),
    "match": (
        Done("/cohort match"),
        Done("/cohort match", after=(NAMES_GRACE,)),
        Done("/cohort match", "Spring 26", after=(NAMES_GRACE,), button="Publish 1 pair"),
    ),
    "settings": (
        Done("/cohort settings"),
        Done("/cohort settings time=10:00", "this workspace"),
        Done("/cohort settings time=09:00"),
        Done('/cohort settings retention="12 months"'),
        Done('/cohort settings retention="12 months" sure=yes', "this workspace"),
    ),
}
"""Words that change something, each way of saying them."""

ALL = READING | CHANGING


def test_it_is_known_of_every_word_what_it_changes() -> None:
    words = {each.word for each in COHORT.commands}
    assert not words - ALL.keys(), f"say in {__name__} what /cohort {min(words - ALL.keys())} changes, and how"
    assert not ALL.keys() - words


@pytest.mark.usefixtures("spring")
@pytest.mark.parametrize(
    ("word", "done"),
    [(word, done) for word, each in ALL.items() for done in each],
    ids=lambda value: value.types if isinstance(value, Done) else value,
)
async def test_what_changed_is_written_down_and_what_did_not_is_not(
    workspace: Workspace, robin: Somebody, kim: Somebody, word: str, done: Done
) -> None:
    await kim.says("/mentor join spring-26")
    await (await kim.says(f"/mentor ask {OUTSIDE}")).press("Pass it on")
    if word == "decide":
        await workspace.hold("kim")
    for each in done.after:
        await robin.says(each)
    if done.lee:
        await workspace.somebody("lee").says(done.lee)
    shown = await robin.says(done.types) if done.button else None
    before, there = await _everything(workspace.app.store), await _count(workspace)
    await (shown.press(done.button) if shown else robin.says(done.types))
    changed = {name for name, rows in (await _everything(workspace.app.store)).items() if rows != before[name]}
    async with workspace.app.store.read() as tx:
        made = await entries(tx, (await workspace.member("robin")).workspace, 100)
    fresh = made[: len(made) - there]
    names_go_out = word == "export" and bool(done.written)  # nothing changes, and it is known who has them
    assert bool(fresh) == bool(changed or names_go_out), (
        f"{sorted(changed)} changed, and was written down {len(fresh)} times"
    )
    assert [(entry.command, who, entry.subject) for entry, who, _ in fresh] == (
        [(done.command or f"cohort {word}", "Robin", done.written)] if done.written else []
    )
    if done.written:
        entry = fresh[0][0]
        assert entry.before or entry.after, "it says what was, or what is now"
        assert "Kim" not in f"{entry.subject}{entry.before}{entry.after}", "names are looked up, never kept"


async def _everything(store: Store) -> Mapping[str, Any]:
    """Every row there is, but for what is no change."""
    async with store.read() as tx:
        return {
            table.name: [
                tuple(row)
                for row in await tx.execute(
                    select(*(each for each in table.c if each.name not in _SEEN)).order_by(*table.primary_key.columns)
                )
            ]
            for table in metadata.sorted_tables
            if table.name not in _NOT_CHANGES
        }


async def _count(workspace: Workspace) -> int:
    async with workspace.app.store.read() as tx:
        return len(await entries(tx, (await workspace.member("robin")).workspace, 100))
