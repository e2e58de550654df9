"""Exactly the pair, and who covers for a mentor who is away, write through the relay and read what it brings."""

from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

import pytest

from mentorbot.domain.cadence import local_date
from mentorbot.domain.mentoring import MentorState
from mentorbot.store.mentoring import end_mentorship, save_mentor, save_mentorship
from tests.commands.mentor.conftest import Workspace
from tests.commands.mentor.pairs import mentoring, offer_kept, pair_kept, paired

EVERYBODY = ("ada", "kim", "lee", "grace", "robin")


@dataclass
class Scene:
    """One pair as it was dealt: who it is, who stands in, and what keeps messages from going."""

    key: int
    mentor: str
    learner: str
    cover: str | None
    mentors: bool
    """Whether the mentor has not stopped mentoring."""
    stopped: frozenset[str] = frozenset()
    ended: bool = False

    @property
    def inside(self) -> set[str]:
        return {self.mentor, self.learner} | ({self.cover} if self.cover and not self.ended else set())

    @property
    def seen_by(self) -> set[str]:
        """Who may look at how the learner is doing."""
        mentor = {self.mentor} if self.mentors else set()
        return set() if self.ended else mentor | ({self.cover} if self.cover else set())

    def reaches(self, who: str) -> str | None:
        """Whose inbox what `who` writes comes into; None where it goes nowhere."""
        if who not in self.inside or self.ended:
            return None
        apart = self.stopped - ({self.mentor} if self.cover and who != self.mentor else set())
        if apart:
            return None
        return (self.cover or self.mentor) if who == self.learner else self.learner


async def _dealt(workspace: Workspace, dice: Random) -> list[Scene]:
    """A few mentors with mentees, some away with a cover who may be away or mentor no more, some stopped or over."""
    await mentoring(workspace, *EVERYBODY)
    learners = dice.sample(EVERYBODY, 3)
    mentors = {learner: dice.choice([each for each in EVERYBODY if each != learner]) for learner in learners}
    keys = {learner: await paired(workspace, mentor, learner) for learner, mentor in mentors.items()}
    away = {each: dice.choice([-1, 0, 3] if each in mentors.values() else [None, None, 3]) for each in EVERYBODY}
    covers = {each: dice.choice([None, *EVERYBODY]) for each in EVERYBODY}
    left = {each for each in EVERYBODY if dice.random() < 0.2}
    for user in EVERYBODY:
        member, cover, days = await workspace.member(user), covers[user], away[user]
        today = local_date(workspace.now, member.clock)
        offer = replace(
            await offer_kept(workspace, user),
            state=MentorState.LEFT if user in left else MentorState.ACTIVE,
            away_until=None if days is None else today + timedelta(days=days),
            cover=(await workspace.member(cover)).key if cover else None,
        )
        async with workspace.app.store.begin() as tx:
            await save_mentor(tx, offer)
    gone = {user for user, days in away.items() if days is not None and days >= 0}
    dealt = [
        Scene(keys[learner], mentor, learner, _stands_in(mentor, learner, covers, gone, left), mentor not in left)
        for learner, mentor in mentors.items()
    ]
    return [await _apart(workspace, dice, each) for each in dealt]


def _stands_in(mentor: str, learner: str, covers: dict[str, str | None], gone: set[str], left: set[str]) -> str | None:
    cover = covers[mentor]
    if mentor not in gone or cover is None or cover in gone or cover in left or cover in {mentor, learner}:
        return None
    return cover


async def _apart(workspace: Workspace, dice: Random, scene: Scene) -> Scene:
    """Some stop the messages, some go together no more."""
    pair = await pair_kept(workspace, scene.key)
    stopped = frozenset(each for each in (scene.mentor, scene.learner) if dice.random() < 0.25)
    ended = dice.random() < 0.2
    async with workspace.app.store.begin() as tx:
        for each in stopped:
            pair = pair.muted(pair.mentor if each == scene.mentor else pair.learner)
        await save_mentorship(tx, pair)
        if ended:
            await end_mentorship(tx, pair.key, "moved", workspace.now)
    return replace(scene, stopped=stopped, ended=ended)


@pytest.mark.parametrize("seed", range(6))
async def test_nobody_else_writes_or_reads(workspace: Workspace, seed: int) -> None:
    scenes = await _dealt(workspace, Random(seed))  # noqa: S311 - a seed deals the same scene again
    wanted: set[tuple[str, str]] = set()
    for scene in scenes:
        for who in EVERYBODY:
            words = f"word-{scene.key}-{who}"
            said = (await workspace.somebody(who).says(f"/mentor say to={scene.key} {words}")).text
            reader = scene.reaches(who)
            assert ("On its way" in said) == (reader is not None), (scene, who, said)
            assert ("That's between a learner and their mentor" in said) == (who not in scene.inside), (scene, who)
            if reader:
                wanted.add((reader, words))
            seen = (await workspace.somebody(who).says(f"/mentor mentees @{scene.learner}")).text
            assert (f"# {scene.learner.capitalize()}" in seen) == (who in scene.seen_by), (scene, who, seen)
    for _ in range(3):
        await workspace.app.tick()
    read = {
        (who, words)
        for who in EVERYBODY
        for scene in scenes
        for words in (f"word-{scene.key}-{each}" for each in EVERYBODY)
        if any(words in letter.text for letter in workspace.somebody(who).direct_messages)
    }
    assert read == wanted
