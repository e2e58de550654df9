"""`/mentor away`: until a day, with a cover or without, and back."""

from datetime import date

import pytest

from mentorbot.platforms.local.somebody import Somebody
from tests.commands.mentor.conftest import Workspace
from tests.commands.mentor.pairs import mentoring, offer_kept, paired


async def test_away_is_for_mentors(kim: Somebody) -> None:
    assert "/mentor away is for mentors." in (await kim.says("/mentor away until=tomorrow")).text


async def test_with_a_cover_who_is_told_until_the_mentor_is_back(
    workspace: Workspace, grace: Somebody, lee: Somebody
) -> None:
    await paired(workspace, "grace", "ada")
    await mentoring(workspace, "lee")
    assert "You're here: your mentees reach you." in (await grace.says("/mentor away")).text
    gone = await grace.says('/mentor away until="8 December" cover=@lee')
    assert "You're away from now on, through Tuesday 8 December 2026." in gone.text
    assert "Lee covers" in gone.text
    offer = await offer_kept(workspace, "grace")
    assert offer.away_until == date(2026, 12, 8)
    await workspace.app.tick()
    assert "Grace is away through Tuesday 8 December 2026, and has named you" in lee.direct_messages[0].text
    assert "You cover for Grace through Tuesday 8 December 2026" in (await lee.says("/mentor mentees")).text
    now = await grace.says("/mentor away")
    assert "You're away through Tuesday 8 December 2026." in now.text
    back = await now.press("I'm back")
    assert "Welcome back." in back.text
    await workspace.app.tick()
    assert "so you cover for them no longer" in lee.direct_messages[-1].text
    assert "You aren't away, so nothing changed." in (await grace.says("/mentor away until=back")).text
    assert (await offer_kept(workspace, "grace")).cover is None


async def test_another_last_day_alone_keeps_the_cover_and_tells_them(
    workspace: Workspace, grace: Somebody, lee: Somebody
) -> None:
    await mentoring(workspace, "grace", "lee")
    await grace.says("/mentor away until=2026-12-08 cover=@lee")
    await workspace.app.tick()
    assert "Lee covers" in (await grace.says("/mentor away until=2026-12-10")).text
    await workspace.app.tick()
    assert "through Thursday 10 December 2026" in lee.direct_messages[-1].text
    await grace.says("/mentor away until=2026-12-10")
    await workspace.app.tick()
    assert len(lee.direct_messages) == 2


async def test_another_cover_alone_keeps_the_last_day_and_both_are_told(
    workspace: Workspace, grace: Somebody, lee: Somebody, ada: Somebody
) -> None:
    await mentoring(workspace, "grace", "lee", "ada")
    await grace.says("/mentor away until=2026-12-08 cover=@lee")
    await workspace.app.tick()
    assert "Ada covers" in (await grace.says("/mentor away cover=@ada")).text
    await workspace.app.tick()
    assert "no longer" in lee.direct_messages[-1].text
    assert "has named you" in ada.direct_messages[-1].text


async def test_without_a_cover_what_happens_then_is_said(workspace: Workspace, grace: Somebody) -> None:
    await mentoring(workspace, "grace")
    assert (
        "Nobody covers: messages wait for you, and whoever is stuck reaches the admins"
        in (await grace.says("/mentor away until=2026-12-08")).text
    )


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("2026-11-21", "Saturday 21 November 2026 is over"),
        ("2027-11-24", "more than a year away"),
        ("someday", "isn't a date I know"),
    ],
)
async def test_a_day_that_cannot_be_changes_nothing(
    workspace: Workspace, grace: Somebody, until: str, said: str
) -> None:
    await mentoring(workspace, "grace")
    assert said in (await grace.says(f"/mentor away until={until}")).text
    assert (await offer_kept(workspace, "grace")).away_until is None


async def test_today_and_the_last_day_of_a_year_are_taken(workspace: Workspace, grace: Somebody) -> None:
    await mentoring(workspace, "grace")
    for until in ("today", "2027-11-23"):
        assert "You're away from now on" in (await grace.says(f"/mentor away until={until}")).text


async def test_only_another_mentor_who_is_here_covers(
    workspace: Workspace, grace: Somebody, lee: Somebody, kim: Somebody
) -> None:
    await mentoring(workspace, "grace", "lee")
    await kim.says("/mentor")
    assert "You can't cover for yourself" in (await grace.says("/mentor away until=tomorrow cover=@grace")).text
    assert "Kim doesn't mentor here" in (await grace.says("/mentor away until=tomorrow cover=@kim")).text
    assert "There's no mentor called" in (await grace.says("/mentor away until=tomorrow cover=@zoe")).text
    await lee.says("/mentor away until=2026-12-08")
    refused = await grace.says("/mentor away until=tomorrow cover=@lee")
    assert "Lee is away too, through Tuesday 8 December 2026, so they can't cover." in refused.text
    assert (await refused.press("Name somebody else")).form
    assert (await offer_kept(workspace, "grace")).away_until is None


async def test_a_cover_who_goes_away_too_tells_the_mentor_and_covers_in_no_circle(
    workspace: Workspace, ada: Somebody, grace: Somebody, lee: Somebody
) -> None:
    key = await paired(workspace, "grace", "ada")
    await mentoring(workspace, "lee")
    await grace.says("/mentor away until=2026-12-08 cover=@lee")
    gone = await lee.says("/mentor away until=2026-12-01")
    assert "You cover for Grace, away too" in gone.text
    assert "Grace is away too" in (await lee.says("/mentor away cover=@grace")).text
    await workspace.app.tick()
    assert "Lee, your cover, is away through Tuesday 1 December 2026." in grace.direct_messages[-1].text
    assert "On its way to Grace." in (await ada.says(f"/mentor say to={key} hello")).text
    assert "That's between" in (await lee.says(f"/mentor say to={key} hello")).text
