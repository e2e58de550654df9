"""`/mentor volunteer`: an offer, first made, changed and ended, with what becomes of mentees said before."""

from datetime import UTC, datetime, time

from mentorbot.domain.mentoring import LARGEST_CAPACITY, LONGEST_WORD, MOST_WORDS, MentorState
from mentorbot.domain.weekdays import Weekday
from mentorbot.platforms.local.somebody import Somebody
from tests.commands.mentor.conftest import Workspace
from tests.commands.mentor.pairs import filled, mentoring, offer_kept, paired


async def test_the_form_has_what_is_usual_filled_in_and_makes_an_offer(workspace: Workspace, grace: Somebody) -> None:
    shown = await grace.says("/mentor volunteer")
    assert "You don't mentor at the moment" in shown.text
    form = await shown.press("Offer places")
    assert form.form
    assert form.form.fields == ("places", "topics", "languages", "hours", "day")
    kept = await filled(form, topics="APIs, Writing", languages="English")
    assert "You mentor here now" in kept.text
    assert "apis, writing" in kept.text
    offer = await offer_kept(workspace, "grace")
    assert (offer.capacity, offer.topics, offer.state) == (3, frozenset({"apis", "writing"}), MentorState.ACTIVE)
    assert offer.digest_at == datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert "You have no mentees" not in kept.text
    assert (await grace.says("/mentor mentees")).text.startswith("Nobody is paired with you yet")


async def test_the_form_has_what_is_now_filled_in_and_none_takes_words_away(
    workspace: Workspace, grace: Somebody
) -> None:
    await grace.says('/mentor volunteer 5 topics="apis, writing" hours=22-6 day=fri time=7:30')
    changed = await filled(await (await grace.says("/mentor volunteer")).press("Change it"), topics="none")
    assert "That's what you offer from now on." in changed.text
    offer = await offer_kept(workspace, "grace")
    assert (offer.capacity, offer.topics) == (5, frozenset())
    assert (offer.hours_from, offer.hours_until) == (time(22), time(6))
    assert (offer.digest_day, offer.digest_time) == ((Weekday.FRIDAY,), time(7, 30))


async def test_places_topics_and_their_length_at_the_bound_and_one_above(workspace: Workspace, grace: Somebody) -> None:
    assert "You mentor here now" in (await grace.says(f"/mentor volunteer {LARGEST_CAPACITY}")).text
    assert "from 0 to 50" in (await grace.says(f"/mentor volunteer {LARGEST_CAPACITY + 1}")).text
    topics = [f"topic {number:02}".ljust(LONGEST_WORD, "x") for number in range(MOST_WORDS)]
    assert "from now on" in (await grace.says(f'/mentor volunteer topics="{",".join(topics)}"')).text
    assert "That's 11 topics" in (await grace.says(f'/mentor volunteer topics="{",".join([*topics, "more"])}"')).text
    assert "41 characters" in (await grace.says(f'/mentor volunteer topics="{"x" * (LONGEST_WORD + 1)}"')).text
    offer = await offer_kept(workspace, "grace")
    assert (offer.capacity, offer.topics) == (LARGEST_CAPACITY, frozenset(topics))
    assert "1 of 50" not in (await grace.says("/mentor volunteer 1")).text
    assert (await offer_kept(workspace, "grace")).capacity == 1


async def test_fewer_places_than_mentees_keeps_the_mentees(workspace: Workspace, grace: Somebody) -> None:
    await paired(workspace, "grace", "ada")
    await paired(workspace, "grace", "kim")
    assert "You have 1 more than you offer places for. They stay" in (await grace.says("/mentor volunteer 1")).text


async def test_what_becomes_of_mentees_is_said_before_and_done_after(
    workspace: Workspace, ada: Somebody, grace: Somebody, robin: Somebody
) -> None:
    key = await paired(workspace, "grace", "ada")
    await robin.says("/cohort list")
    asked = await (await grace.says("/mentor volunteer")).press("Stop mentoring")
    assert "Your mentees stay with you until an admin finds somebody else for them: Ada." in asked.text
    assert "You're still a mentor" in (await asked.press("Keep mentoring")).text
    assert (await offer_kept(workspace, "grace")).state is MentorState.ACTIVE
    gone = await asked.press("Stop mentoring")
    assert "You no longer mentor." in gone.text
    assert (await offer_kept(workspace, "grace")).state is MentorState.LEFT
    await workspace.wait(days=1)
    (letter,) = ada.direct_messages
    assert letter.text.startswith("Grace has stopped mentoring.")
    (digest,) = robin.direct_messages
    assert "Ada needs a mentor since" in digest.text
    assert "Grace mentors no more" in digest.text
    assert "On its way to Grace" in (await ada.says(f"/mentor say to={key} thank you")).text
    assert "You don't mentor at the moment" in (await asked.press("Stop mentoring")).text
    assert "is for mentors" in (await grace.says("/mentor mentees")).text


async def test_whoever_stops_while_covering_is_no_cover_and_the_mentor_hears_it(
    workspace: Workspace, grace: Somebody, lee: Somebody
) -> None:
    await paired(workspace, "grace", "ada")
    await mentoring(workspace, "lee")
    await grace.says("/mentor away until=2026-12-08 cover=@Lee")
    asked = await lee.says("/mentor volunteer 0")
    assert "You have no mentees" in asked.text
    assert "You cover for Grace" in asked.text
    await asked.press("Stop mentoring")
    await workspace.app.tick()
    assert "Lee, your cover, mentors no more." in grace.direct_messages[-1].text
    assert "away too or mentors no more" in (await grace.says("/mentor away")).text


async def test_nobody_who_is_no_mentor_can_stop(kim: Somebody) -> None:
    assert "nothing to stop" in (await kim.says("/mentor volunteer 0")).text
