"""`/mentor mentor`: who it is, when they work, and what somebody without one can do."""

from dataclasses import replace
from datetime import time

from mentorbot.domain.mentoring import MentorWish
from mentorbot.platforms.local.somebody import Somebody
from mentorbot.store.mentoring import save_mentor, wish_of
from tests.commands.mentor.conftest import Workspace
from tests.commands.mentor.pairs import WHY, filled, mentoring, offer_kept, paired


async def _wish(workspace: Workspace, user: str) -> MentorWish | None:
    member = await workspace.member(user)
    async with workspace.app.store.read() as tx:
        return await wish_of(tx, member.key)


async def test_who_it_is_why_and_their_hours_on_the_learners_clock(workspace: Workspace, ada: Somebody) -> None:
    await paired(workspace, "grace", "ada")
    shown = await ada.says("/mentor mentor")
    assert "Your mentor: Grace" in shown.text
    assert WHY in shown.text
    assert "10:00 to 18:00 your time" in shown.text
    assert shown.buttons == ("Write", "Kudos", "Stop messages", "Someone else would fit better")


async def test_hours_over_midnight_end_on_the_day_after(workspace: Workspace, ada: Somebody) -> None:
    await paired(workspace, "grace", "ada")
    offer = await offer_kept(workspace, "grace")
    async with workspace.app.store.begin() as tx:
        await save_mentor(tx, replace(offer, hours_from=time(22), hours_until=time(6)))
    assert "23:00 to 07:00 your time" in (await ada.says("/mentor mentor")).text


async def test_with_a_message_it_is_written_to_them(workspace: Workspace, ada: Somebody, grace: Somebody) -> None:
    await paired(workspace, "grace", "ada")
    assert "On its way to Grace." in (await ada.says("/mentor mentor could we talk on Thursday?")).text
    await workspace.app.tick()
    assert "could we talk on Thursday?" in grace.direct_messages[0].text


async def test_an_absence_and_who_covers_are_said(workspace: Workspace, ada: Somebody, grace: Somebody) -> None:
    await paired(workspace, "grace", "ada")
    await mentoring(workspace, "lee")
    await grace.says("/mentor away until=2026-12-08")
    assert "and nobody covers. What you write waits" in (await ada.says("/mentor mentor")).text
    await grace.says("/mentor away cover=@lee")
    assert "Lee covers: what you write reaches them." in (await ada.says("/mentor mentor")).text


async def test_stopped_messages_can_be_started_from_there(workspace: Workspace, ada: Somebody) -> None:
    await paired(workspace, "grace", "ada")
    await (await ada.says("/mentor mentor")).press("Stop messages")
    shown = await ada.says("/mentor mentor")
    assert "You've stopped the messages between you." in shown.text
    assert "come through to you again" in (await shown.press("Start messages again")).text


async def test_somebody_without_one_asks_for_one_and_admins_hear_it_once(
    workspace: Workspace, ada: Somebody, robin: Somebody
) -> None:
    await robin.says("/cohort list")
    shown = await ada.says("/mentor mentor are you there")
    assert "You have no mentor." in shown.text
    assert "are you there" in shown.text
    assert shown.buttons == ("I'd like a mentor", "Ask the guide")
    wished = await filled(await shown.press("I'd like a mentor"), topics="APIs, Writing")
    assert "know that you'd like a mentor" in wished.text
    assert "Topics: apis, writing. Languages: any." in wished.text
    await ada.says("/mentor mentor languages=German")
    member = await workspace.member("ada")
    assert await _wish(workspace, "ada") == MentorWish(
        member=member.key, topics=frozenset({"apis", "writing"}), languages=frozenset({"german"})
    )
    again = await ada.says("/mentor mentor")
    assert "You asked for topics: apis, writing; languages: german." in again.text
    assert (await again.press("Change what you'd like")).form
    await workspace.wait(days=1)
    (digest,) = robin.direct_messages
    assert digest.text.count("Ada needs a mentor since") == 1


async def test_a_wish_of_somebody_who_has_a_mentor_is_kept_for_later(workspace: Workspace, ada: Somebody) -> None:
    await paired(workspace, "grace", "ada")
    assert "Grace stays your mentor." in (await ada.says("/mentor mentor topics=APIs")).text
    assert await _wish(workspace, "ada") is not None
