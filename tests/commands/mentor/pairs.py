"""Mentors and their mentees in the local workspace, made in the store; forms filled in by a word."""

from mentorbot.domain.mentoring import Mentor, Mentorship, MentorshipKey, MentorState
from mentorbot.platforms.local.somebody import Shown
from mentorbot.store.mentoring import add_mentorships, mentor_of, mentorship, save_mentor
from tests.commands.cohort.conftest import Workspace

WHY = "Grace knows APIs, and you work at the same hours."


async def met(workspace: Workspace, *users: str) -> None:
    """They have used the bot once."""
    for user in users:
        await workspace.somebody(user).says("/mentor help")


async def mentoring(workspace: Workspace, *users: str, state: MentorState = MentorState.ACTIVE) -> None:
    """They offer places."""
    await met(workspace, *users)
    for user in users:
        member = await workspace.member(user)
        async with workspace.app.store.begin() as tx:
            await save_mentor(tx, Mentor(member=member.key, since=workspace.now, state=state))


async def paired(workspace: Workspace, mentor: str, learner: str) -> int:
    """They go together from now on; the pair's key."""
    await met(workspace, learner)
    await mentoring(workspace, mentor)
    theirs, own = await workspace.member(mentor), await workspace.member(learner)
    made = Mentorship(
        key=MentorshipKey(0),
        workspace=own.workspace,
        mentor=theirs.key,
        learner=own.key,
        why=WHY,
        began_at=workspace.now,
    )
    async with workspace.app.store.begin() as tx:
        (kept,) = await add_mentorships(tx, [made])
    return kept.key


async def pair_kept(workspace: Workspace, key: int) -> Mentorship:
    async with workspace.app.store.read() as tx:
        found = await mentorship(tx, key)
    assert found is not None
    return found


async def offer_kept(workspace: Workspace, user: str) -> Mentor:
    member = await workspace.member(user)
    async with workspace.app.store.read() as tx:
        found = await mentor_of(tx, member.key)
    assert found is not None
    return found


async def filled(shown: Shown, **values: str) -> Shown:
    """Submit the form that opened."""
    assert shown.form, shown.text
    return await shown.form.submit(values)
