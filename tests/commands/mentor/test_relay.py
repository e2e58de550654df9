"""A learner and their mentor write to each other through the bot; both may stop it, and nobody else is in it."""

from datetime import timedelta

from mentorbot.domain.checkins import HelpRequest, HelpRequestKey
from mentorbot.domain.members import Reach
from mentorbot.domain.mentoring import LONGEST_MESSAGE, LONGEST_REASON, MOST_MESSAGES
from mentorbot.platforms.local.somebody import Somebody
from mentorbot.store.help_requests import add_help_request, open_help_request
from mentorbot.store.mentoring import end_mentorship
from mentorbot.store.people import close_members
from tests.commands.mentor.conftest import Workspace
from tests.commands.mentor.pairs import filled, mentoring, pair_kept, paired


async def test_what_a_mentor_writes_reaches_the_learner_who_answers_from_the_letter(
    workspace: Workspace, ada: Somebody, grace: Somebody
) -> None:
    key = await paired(workspace, "grace", "ada")
    sent = await grace.says(f'/mentor say to={key} text="How is the brief? <!channel> *bold* @everyone"')
    assert sent.text.startswith("On its way to Ada.")
    assert "neither of you has to share an address" in sent.text
    await workspace.app.tick()
    (letter,) = ada.direct_messages
    assert letter.text.startswith("Grace, your mentor, writes:")
    assert "<!channel> *bold* @everyone" in letter.text
    answer = await filled(await letter.press("Answer"), text="Nearly done.")
    assert answer.text.startswith("On its way to Grace.")
    await workspace.app.tick()
    (reply,) = grace.direct_messages
    assert reply.text.startswith("Ada, your mentee, writes:")
    assert "Nearly done." in reply.text
    kept = await pair_kept(workspace, key)
    assert kept.mentor_wrote_at == kept.learner_wrote_at == workspace.now


async def test_a_message_of_the_longest_length_goes_and_one_character_more_does_not(
    workspace: Workspace, ada: Somebody
) -> None:
    key = await paired(workspace, "grace", "ada")
    assert "On its way" in (await ada.says(f"/mentor say to={key} {'x' * LONGEST_MESSAGE}")).text
    over = await ada.says(f"/mentor say to={key} {'x' * (LONGEST_MESSAGE + 1)}")
    assert "That's 2,001 characters; 2,000 fit. Nothing was sent." in over.text
    assert len(await workspace.history("grace")) == 1


async def test_a_side_writes_so_much_a_day_and_the_other_side_is_not_counted(
    workspace: Workspace, ada: Somebody, grace: Somebody
) -> None:
    key = await paired(workspace, "grace", "ada")
    for number in range(MOST_MESSAGES):
        assert "On its way" in (await ada.says(f"/mentor say to={key} number {number}")).text
    over = await ada.says(f"/mentor say to={key} one more")
    assert "Grace has had 20 messages" in over.text
    assert "one more" in over.text
    assert "On its way" in (await grace.says(f"/mentor say to={key} calm down")).text
    workspace.jump(days=1)
    assert "On its way" in (await ada.says(f"/mentor say to={key} good morning")).text


async def test_a_learner_stops_the_messages_and_the_mentor_hears_it_only_when_they_write(
    workspace: Workspace, ada: Somebody, grace: Somebody
) -> None:
    key = await paired(workspace, "grace", "ada")
    await grace.says(f"/mentor say to={key} first")
    await workspace.app.tick()
    await grace.says(f"/mentor say to={key} second, still waiting")
    stopped = await ada.direct_messages[0].press("Stop these messages")
    assert stopped.text.startswith("Stopped: no more messages come from Grace")
    await workspace.app.tick()
    assert len(ada.direct_messages) == 1
    assert not grace.direct_messages
    refused = await grace.says(f"/mentor say to={key} third")
    assert "No messages come through to Ada at the moment, so this wasn't sent." in refused.text
    assert "third" in refused.text
    own = await ada.says(f"/mentor say to={key} hello")
    assert "You've stopped the messages between you and Grace" in own.text
    again = await own.press("Start them again")
    assert "Messages from Grace come through to you again." in again.text
    assert "On its way" in (await grace.says(f"/mentor say to={key} fourth")).text


async def test_when_both_stopped_one_who_starts_again_does_not_start_for_the_other(
    workspace: Workspace, ada: Somebody, grace: Somebody
) -> None:
    key = await paired(workspace, "grace", "ada")
    await ada.says(f"/mentor mute to={key}")
    await grace.says(f"/mentor mute to={key}")
    assert "stopped already" in (await grace.says(f"/mentor mute to={key}")).text
    await ada.says(f"/mentor unmute to={key}")
    assert "No messages come through to Grace" in (await ada.says(f"/mentor say to={key} hello")).text
    assert "You haven't stopped" in (await ada.says(f"/mentor unmute to={key}")).text
    await grace.says(f"/mentor unmute to={key}")
    assert "On its way" in (await ada.says(f"/mentor say to={key} hello")).text


async def test_a_cover_writes_and_is_written_to_while_the_mentor_is_away_and_cannot_stop_it(
    workspace: Workspace, ada: Somebody, grace: Somebody, lee: Somebody
) -> None:
    key = await paired(workspace, "grace", "ada")
    await mentoring(workspace, "lee")
    assert "That's between a learner and their mentor" in (await lee.says(f"/mentor say to={key} hi")).text
    await grace.says("/mentor away until=2026-12-08 cover=@Lee")
    await grace.says(f"/mentor mute to={key}")  # what she stopped does not keep Ada and the cover apart
    sent = await ada.says(f"/mentor say to={key} who is there")
    assert "On its way to Lee." in sent.text
    assert "Grace is away through Tuesday 8 December 2026, and Lee covers until then." in sent.text
    await lee.says(f"/mentor say to={key} I am")
    await workspace.app.tick()
    (letter,) = (each for each in lee.direct_messages if "Ada, whom you cover for Grace, writes:" in each.text)
    assert letter.buttons == ("Answer",)
    assert "Lee, who covers for Grace, writes:" in ada.direct_messages[-1].text
    assert "Only Ada and Grace can stop" in (await lee.says(f"/mentor mute to={key}")).text
    await ada.says(f"/mentor mute to={key}")
    assert "No messages come through to Ada" in (await lee.says(f"/mentor say to={key} hm")).text
    workspace.jump(days=20)
    assert "That's between" in (await lee.says(f"/mentor say to={key} late")).text


async def test_away_with_nobody_covering_it_waits_for_the_mentor(
    workspace: Workspace, ada: Somebody, grace: Somebody
) -> None:
    key = await paired(workspace, "grace", "ada")
    await grace.says("/mentor away until=2026-12-08")
    sent = await ada.says(f"/mentor say to={key} who is there")
    assert "On its way to Grace." in sent.text
    assert "may read it only then" in sent.text


async def test_closed_direct_messages_are_said_at_once(workspace: Workspace, ada: Somebody, grace: Somebody) -> None:
    key = await paired(workspace, "grace", "ada")
    member = await workspace.member("grace")
    async with workspace.app.store.begin() as tx:
        await close_members(tx, {member.key: "they take no messages"}, workspace.now)
    assert (await workspace.member("grace")).reach is Reach.CLOSED
    refused = await ada.says(f"/mentor say to={key} hello")
    assert "Grace's direct messages are closed to me" in refused.text
    assert not await workspace.history("grace")
    assert "On its way" in (await grace.says(f"/mentor say to={key} I'm back")).text


async def test_a_pair_that_has_ended_carries_nothing(workspace: Workspace, ada: Somebody, grace: Somebody) -> None:
    key = await paired(workspace, "grace", "ada")
    async with workspace.app.store.begin() as tx:
        await end_mentorship(tx, (await pair_kept(workspace, key)).key, "moved", workspace.now)
    for who in (ada, grace):
        assert "don't go together any more" in (await who.says(f"/mentor say to={key} hello")).text


async def test_a_mentor_who_writes_has_answered_the_call_for_help_and_a_learner_who_writes_has_not(
    workspace: Workspace, ada: Somebody, grace: Somebody
) -> None:
    key = await paired(workspace, "grace", "ada")
    member = await workspace.member("ada")
    asked = HelpRequest(
        key=HelpRequestKey(0),
        workspace=member.workspace,
        member=member.key,
        asked_at=workspace.now,
        escalates_at=workspace.now + timedelta(days=2),
    )
    async with workspace.app.store.begin() as tx:
        await add_help_request(tx, asked)
    await ada.says(f"/mentor say to={key} hello")
    async with workspace.app.store.read() as tx:
        assert await open_help_request(tx, member.key) is not None
    await grace.says(f"/mentor say to={key} let's look at it")
    async with workspace.app.store.read() as tx:
        assert await open_help_request(tx, member.key) is None


async def test_somebody_else_would_fit_better_reaches_the_admins_and_not_the_other(
    workspace: Workspace, ada: Somebody, grace: Somebody, robin: Somebody
) -> None:
    key = await paired(workspace, "grace", "ada")
    await robin.says("/cohort list")
    asked = await ada.says(f"/mentor rematch to={key} we never work at the same hours")
    assert "The people who run cohorts hear of it" in asked.text
    assert "Grace isn't told." in asked.text
    over = await ada.says(f"/mentor rematch to={key} {'x' * (LONGEST_REASON + 1)}")
    assert "That's 201 characters; 200 fit." in over.text
    assert "in their next digest" in (await grace.says(f"/mentor rematch to={key} {'x' * LONGEST_REASON}")).text
    await workspace.wait(days=1)
    (digest,) = robin.direct_messages
    assert "Who needs a mentor" in digest.text
    assert "Ada writes “we never work at the same hours” (mentor now: Grace)" in digest.text
    assert not grace.direct_messages
