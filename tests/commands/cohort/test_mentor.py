"""`/cohort mentor`: who mentors, somebody made a mentor, two paired by hand and parted."""

from dataclasses import replace
from datetime import date, time

import pytest

from mentorbot.chat.ids import UserId
from mentorbot.chat.platform import Person
from mentorbot.domain.deliveries import DeliveryState
from mentorbot.platforms.local.somebody import Somebody
from tests.commands.cohort.conftest import Workspace
from tests.commands.cohort.pairs import (
    away,
    ended_why,
    goes_with,
    latest_entry,
    letters_to,
    mentoring,
    offers,
    stops,
    told,
    unreachable,
    wishing,
)
from tests.commands.cohort.test_import import gathered

REASON = "They never work at the same hours"


@pytest.fixture
async def career(robin: Somebody, spring: str) -> str:
    """Ada, Kim and Lee in Spring 26."""
    await robin.says("/cohort import #career")
    return spring


async def test_with_nobody_mentoring_it_says_how_to_begin(robin: Somebody, career: str) -> None:
    shown = await robin.says(f"/cohort mentor {career}")
    assert "Nobody mentors here yet." in shown.text
    assert "Without a mentor in Spring 26 (3): Ada, Kim, Lee." in shown.text
    assert shown.buttons == ("Name a mentor or pair by hand", "Show the cohort")


async def test_everybody_who_mentors_is_there_with_places_topics_and_absence(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    await mentoring(workspace, "grace", topics=frozenset({"apis", "sql", "writing", "people"}))
    await away(workspace, "robin", date(2026, 12, 4))
    await robin.says("/cohort mentor mentor=grace learner=ada")
    shown = await robin.says(f"/cohort mentor {career}")
    assert "2 mentors, 5 places free." in shown.text
    assert "- Grace: 1 of 3 places taken; apis, people, sql and 1 more" in shown.text
    assert "- Robin: 0 of 3 places taken; away through Friday 4 December 2026" in shown.text
    assert "Without a mentor in Spring 26 (2): Kim, Lee." in shown.text
    assert "2 pairs for Spring 26" in (await shown.press("Match them")).text
    await unreachable(workspace, "grace")
    assert "apis, people, sql and 1 more; can't be written to" in (await robin.says("/cohort mentor")).text


async def test_of_several_cohorts_each_has_a_button(robin: Somebody, workspace: Workspace, career: str) -> None:
    await robin.says("/cohort create Autumn")
    await mentoring(workspace, "grace")
    shown = await robin.says("/cohort mentor")
    assert "1 mentor, 3 places free." in shown.text
    assert shown.buttons == ("Name a mentor", "Autumn", "Spring 26")
    assert "Nobody is in Autumn yet." in (await shown.press("Autumn")).text
    assert "Without a mentor in Spring 26 (3)" in (await shown.press("Spring 26")).text
    assert career


async def test_somebody_is_made_a_mentor_and_told_how_to_change_it(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    shown = await robin.says("/cohort mentor mentor=@grace")
    assert "Grace mentors here now: 3 places, 09:00 to 17:00 on the clock of Europe/London." in shown.text
    assert "with /mentor volunteer" in shown.text
    await workspace.wait(minutes=1)
    (message,) = workspace.somebody("grace").direct_messages
    assert "Robin has made you a mentor here." in message.text
    assert "you have 3 places and work from 09:00 to 17:00 on the clock of Europe/London" in message.text
    entry, whom = await latest_entry(workspace)
    assert (entry.command, entry.before, entry.after, whom) == (
        "cohort mentor",
        {"Mentor": "no"},
        {"Mentor": "yes"},
        "Grace",
    )
    assert career


async def test_who_mentors_already_is_shown_and_not_told_again(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    await mentoring(workspace, "grace", topics=frozenset({"apis"}), languages=frozenset({"english"}))
    await robin.says("/cohort mentor mentor=grace learner=kim")
    await away(workspace, "grace", date(2026, 12, 4))
    shown = await robin.says("/cohort mentor mentor=grace")
    for fact in ("1 of 3 taken", "Kim", "apis", "english", "09:00 to 17:00, on the clock of Europe/London"):
        assert fact in shown.text
    assert "through Friday 4 December 2026" in shown.text
    assert [each["what"] for each in await told(workspace, "grace")] == ["mentees"]
    assert career


async def test_somebody_who_mentored_before_mentors_again_with_what_they_offered(
    robin: Somebody, workspace: Workspace
) -> None:
    await mentoring(workspace, "grace", capacity=7)
    await stops(workspace, "grace")
    assert "Grace mentors here now: 7 places" in (await robin.says("/cohort mentor mentor=grace")).text


@pytest.mark.parametrize(
    ("person", "sentence"),
    [
        (Person(user=UserId("U1"), name="Robot", bot=True), "Robot is a bot, and the guide is for people."),
        (Person(user=UserId("U1"), name="Max", gone=True), "Max is deactivated here, so nothing would reach them."),
    ],
)
async def test_neither_a_bot_nor_somebody_gone_is_made_a_mentor_or_paired(
    robin: Somebody, workspace: Workspace, career: str, person: Person, sentence: str
) -> None:
    here = [each.persona.person for each in map(workspace.somebody, ("ada", "grace"))]
    gathered(workspace, [*here, person])
    await mentoring(workspace, "grace")
    assert sentence in (await robin.says("/cohort mentor mentor=U1")).text
    assert sentence in (await robin.says("/cohort mentor mentor=U1 learner=ada")).text
    assert sentence in (await robin.says("/cohort mentor mentor=grace learner=U1")).text
    assert await goes_with(workspace, "ada") is None
    assert career


async def test_a_slip_in_a_name_can_be_set_right_for_the_option_it_was_in(robin: Somebody, career: str) -> None:
    await robin.says("/cohort mentor mentor=grace")
    shown = await robin.says("/cohort mentor mentor=grace learner=adda")
    assert "There's no person called “adda”." in shown.text
    assert "Ada goes with Grace from now on." in (await shown.press("Ada")).text
    other = await robin.says("/cohort mentor mentor=grase learner=kim")
    assert "Kim goes with Grace from now on." in (await other.press("Grace")).text
    assert career


async def test_two_are_paired_by_hand_and_both_are_told(robin: Somebody, workspace: Workspace, career: str) -> None:
    await mentoring(workspace, "grace")
    shown = await robin.says(f"/cohort mentor {career} @grace @ada")
    assert "Ada goes with Grace from now on." in shown.text
    assert "Chosen by hand; 35 working hours a week in common. I've told both of them." in shown.text
    assert await goes_with(workspace, "ada") == "Grace"
    assert await told(workspace, "ada") == [{"what": "mentor", "people": ["Grace"]}]
    assert await told(workspace, "grace") == [{"what": "mentees", "people": ["Ada"]}]
    entry, whom = await latest_entry(workspace)
    assert (entry.subject, entry.before, entry.after, whom) == (
        "Spring 26",
        {"Mentor": "none"},
        {"Mentor": "paired by hand"},
        "Ada",
    )
    again = await robin.says("/cohort mentor mentor=grace learner=ada")
    assert "Ada and Grace go together already, so nothing changed." in again.text


async def test_what_speaks_against_a_pair_is_said_first_and_asked_about(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    await mentoring(
        workspace,
        "grace",
        capacity=1,
        languages=frozenset({"english"}),
        hours_from=time(23),
        hours_until=time(0),
        away_until=date(2026, 12, 4),
    )
    await robin.says("/cohort mentor mentor=grace learner=kim sure=yes")
    await wishing(workspace, "ada", languages="german")
    shown = await robin.says("/cohort mentor mentor=grace learner=ada")
    assert "Before Ada and Grace go together, know that:" in shown.text
    for each in (
        "the mentor is away",
        "the mentor has no free place",
        "they named no language in common",
        "they have less than an hour a week in common",
    ):
        assert f"- {each}" in shown.text
    assert await goes_with(workspace, "ada") is None
    assert "Ada goes with Grace from now on." in (await shown.press("Pair them anyway")).text
    assert "no working hours in common" in (await robin.says("/cohort mentor learner=ada")).text.lower()
    assert career


async def test_a_mentor_to_whom_nothing_comes_through_is_named_so(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    await mentoring(workspace, "grace")
    await unreachable(workspace, "grace")
    shown = await robin.says("/cohort mentor mentor=grace learner=ada")
    assert "- no message reaches the mentor at the moment" in shown.text
    assert "away" not in shown.text
    assert career


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("mentor=ada learner=ada", "Nobody can be their own mentor, so Ada needs somebody else."),
        ("mentor=grace learner=robin", "Robin isn't in a cohort, so there is nothing to mentor yet."),
        ("mentor=kim learner=ada", "Kim doesn't mentor here yet, so nothing was changed."),
        ("cohort=Autumn mentor=grace learner=ada", "Ada is in Spring 26, not in Autumn, so nothing was changed."),
        ("mentor=none", "Whose mentor? Name the learner."),
        ("mentor=none learner=ada", "Ada has no mentor, so there is nothing to end."),
        ("mentor=kim role=none", "Kim doesn't mentor here, so there is nothing to end."),
    ],
)
async def test_what_cannot_be_is_refused_in_a_sentence(
    robin: Somebody, workspace: Workspace, career: str, options: str, sentence: str
) -> None:
    await robin.says("/cohort create Autumn")
    await mentoring(workspace, "grace")
    assert sentence in (await robin.says(f"/cohort mentor {options}")).text
    assert await goes_with(workspace, "ada") is None
    assert career


async def test_who_does_not_mentor_yet_can_be_made_a_mentor_on_the_way(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    shown = await robin.says("/cohort mentor mentor=kim learner=ada")
    assert "Kim mentors here now" in (await shown.press("Make Kim a mentor")).text
    assert (await offers(workspace, "kim")).capacity == 3
    assert career


async def test_another_mentor_takes_a_reason_that_only_admins_read_and_tells_all_three(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    await mentoring(workspace, "grace", "robin")
    await robin.says("/cohort mentor mentor=grace learner=ada")
    asked = await robin.says("/cohort mentor mentor=robin learner=ada")
    assert "Ada has a mentor, Grace. To pair them with Robin instead, say why: only admins read it." in asked.text
    form = (await asked.press("Pair them anew")).form
    assert form is not None
    assert form.fields == ("reason",)
    shown = await form.submit({"reason": REASON})
    assert "Ada goes with Robin from now on, and no longer with Grace." in shown.text
    assert "I've told all three of them." in shown.text
    assert await goes_with(workspace, "ada") == "Robin"
    assert await ended_why(workspace, "ada") == [REASON]
    assert await told(workspace, "robin") == [{"what": "mentees", "people": ["Ada"]}]
    assert {"what": "parted", "people": ["Ada"]} in await told(workspace, "grace")
    assert REASON not in str([each.letter for each in await letters_to(workspace, "grace")])
    await workspace.wait(minutes=1)
    newest = workspace.somebody("ada").direct_messages[-1]
    assert "Robin is your mentor from now on. Until now it was Grace." in newest.text
    assert career


async def test_what_waits_to_go_out_of_the_old_pair_is_called_back(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    await mentoring(workspace, "grace", "robin")
    await robin.says("/cohort mentor mentor=grace learner=ada")
    await robin.says(f'/cohort mentor mentor=robin learner=ada reason="{REASON}"')
    newest, oldest = await letters_to(workspace, "ada")
    assert {newest.state, oldest.state} == {DeliveryState.PENDING, DeliveryState.CANCELLED}
    await workspace.wait(minutes=1)
    assert len(workspace.somebody("ada").direct_messages) == 1
    assert career


async def test_a_typed_reason_does_and_is_given_back_where_something_speaks_against_it(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    await mentoring(workspace, "grace", "robin")
    await robin.says("/cohort mentor mentor=grace learner=ada")
    await away(workspace, "robin", date(2026, 12, 4))
    asked = await robin.says(f'/cohort mentor mentor=robin learner=ada reason="{REASON}"')
    assert "- the mentor is away" in asked.text
    assert REASON in asked.text
    assert await goes_with(workspace, "ada") == "Grace"
    done = await robin.says(f'/cohort mentor mentor=robin learner=ada reason="{REASON}" sure=yes')
    assert "Ada goes with Robin from now on" in done.text
    long = await robin.says(f'/cohort mentor mentor=none learner=ada reason="{"x" * 201}"')
    assert "That's 201 characters of reason, and 200 are kept." in long.text
    assert career


async def test_going_back_to_a_former_mentor_is_possible_and_said(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    await mentoring(workspace, "grace")
    await robin.says("/cohort mentor mentor=grace learner=ada")
    await robin.says(f'/cohort mentor mentor=none learner=ada reason="{REASON}"')
    shown = await robin.says("/cohort mentor mentor=grace learner=ada")
    assert "- they went together before, and that was ended" in shown.text
    await shown.press("Pair them anyway")
    assert await goes_with(workspace, "ada") == "Grace"
    assert "Everybody in Spring 26" not in (await robin.says(f"/cohort match {career}")).text
    assert "Ada with" not in (await robin.says(f"/cohort match {career}")).text


async def test_a_pair_is_ended_with_a_reason_and_both_are_told(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    await mentoring(workspace, "grace")
    await robin.says("/cohort mentor mentor=grace learner=ada")
    await workspace.wait(minutes=1)
    asked = await robin.says("/cohort mentor mentor=none learner=ada")
    assert "End the pair of Ada and Grace? Say why: only admins read it." in asked.text
    assert await goes_with(workspace, "ada") == "Grace"
    assert "Ada goes with Grace, since 22 November." in (await asked.press("Keep it")).text
    form = (await asked.press("End the pair")).form
    assert form is not None
    done = await form.submit({"reason": REASON})
    assert "Ada and Grace no longer go together." in done.text
    assert await goes_with(workspace, "ada") is None
    assert await ended_why(workspace, "ada") == [REASON]
    await workspace.wait(minutes=1)
    assert "Grace is no longer your mentor." in workspace.somebody("ada").direct_messages[-1].text
    assert "Ada is no longer a mentee of yours." in workspace.somebody("grace").direct_messages[-1].text
    entry, whom = await latest_entry(workspace)
    assert (entry.before, entry.after, whom) == ({"Mentor": "paired"}, {"Mentor": "none"}, "Ada")
    assert career


async def test_a_learner_alone_is_shown_with_their_mentor(robin: Somebody, workspace: Workspace, career: str) -> None:
    await mentoring(workspace, "grace")
    shown = await robin.says("/cohort mentor learner=ada")
    assert "Ada has no mentor." in shown.text
    form = (await shown.press("Choose a mentor")).form
    assert form is not None
    assert "Ada goes with Grace" in (await form.submit({"mentor": "grace"})).text
    assert career


async def test_ending_somebodys_mentoring_says_what_becomes_of_the_mentees_and_proposes_new_ones(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    await mentoring(workspace, "grace", "robin")
    for each in ("ada", "kim"):
        await robin.says(f"/cohort mentor mentor=grace learner={each}")
    asked = await (await robin.says("/cohort mentor mentor=grace")).press("End their mentoring")
    assert "End the mentoring of Grace? Ada, Kim stay with them until somebody new is found" in asked.text
    assert "Grace mentors on. Nothing changed." in (await asked.press("Keep it")).text
    done = await asked.press("End it")
    assert "Grace no longer mentors." in done.text
    assert "2 pairs for Spring 26." in done.text
    assert "Ada with Robin (no longer Grace)" in done.text
    assert "Lee" not in done.text
    assert await goes_with(workspace, "ada") == "Grace"
    await done.press("Publish 2 pairs")
    assert await goes_with(workspace, "ada") == "Robin"
    for what in ("parted", "ended"):
        assert {"what": what, "people": ["Ada", "Kim"]} in await told(workspace, "grace")
    await workspace.wait(minutes=1)
    texts = [each.text for each in workspace.somebody("grace").direct_messages]
    assert any("Robin has ended your mentoring here." in each for each in texts)
    assert "Without a mentor in Spring 26 (1): Lee." in (await robin.says(f"/cohort mentor {career}")).text


async def test_ending_the_mentoring_of_somebody_who_is_gone_works_and_tells_nobody(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    await mentoring(workspace, "grace")
    grace = workspace.somebody("grace").persona.person
    await unreachable(workspace, "grace")
    gathered(workspace, [replace(grace, gone=True)])
    shown = await robin.says("/cohort mentor mentor=grace role=none sure=yes")
    assert "Grace no longer mentors." in shown.text
    assert "They had no mentee in a cohort, so there is nobody to match." in shown.text
    assert await letters_to(workspace, "grace") == []
    assert career


async def test_who_is_left_without_a_mentor_is_in_the_digest_of_the_admins_until_somebody_new_is_found(
    robin: Somebody, workspace: Workspace, career: str
) -> None:
    await mentoring(workspace, "grace", "lee")
    for each in ("ada", "kim"):
        await robin.says(f"/cohort mentor mentor=grace learner={each}")
    await robin.says("/cohort mentor mentor=grace role=none sure=yes")
    await robin.says('/cohort mentor mentor=lee learner=ada reason="Grace mentors no more"')
    await workspace.wait(hours=6)
    (told,) = [each.text for each in robin.direct_messages if "Who needs a mentor" in each.text]
    assert "Kim needs a mentor since" in told
    assert "Grace mentors no more" in told
    assert "Ada" not in told
    assert career


async def test_mentees_in_several_cohorts_get_a_match_each(robin: Somebody, workspace: Workspace, career: str) -> None:
    await robin.says("/cohort create Autumn")
    await robin.says("/cohort add robin Autumn")
    await mentoring(workspace, "grace")
    for each in ("ada", "kim", "robin"):
        await robin.says(f"/cohort mentor mentor=grace learner={each}")
    done = await robin.says("/cohort mentor mentor=grace role=none sure=yes")
    assert "There is no mentor yet, so nobody in Spring 26 can be matched." in done.text
    assert done.buttons[-1] == "Match in Autumn"
    assert career


async def test_only_admins_may(workspace: Workspace, career: str) -> None:
    for each in ("mentor mentor=ada", "match", "rematch learner=ada reason=x"):
        assert "is for admins" in (await workspace.somebody("ada").says(f"/cohort {each}")).text
    assert career
