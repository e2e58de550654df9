"""`/cohort settings`."""

from mentorbot.domain.members import Workspace as Garden
from mentorbot.platforms.local.somebody import Somebody
from mentorbot.store.people import workspace as workspace_of
from tests.commands.cohort.conftest import Workspace


async def _settings(workspace: Workspace) -> Garden:
    async with workspace.app.store.read() as tx:
        found = await workspace_of(tx, "local", "local")
    assert found is not None
    return found


async def test_nothing_named_shows_everything(robin: Somebody) -> None:
    shown = await robin.says("/cohort settings")
    for each in (
        "Guide: Technical Product Manager",
        "Rhythm: Mondays at 09:00",
        "Clock: each member's own",
        "Days off: none",
        "Joining: anybody can join",
        "Stuck: after 3 weeks without a task done",
        "Unanswered: admins hear of who is stuck and gets no answer",
        "Texts: kept until somebody deletes them",
    ):
        assert each in shown.text
    assert "cohorts that exist keep their own" in shown.text


async def test_the_form_is_filled_with_what_is_and_changes_what_is_other(robin: Somebody, workspace: Workspace) -> None:
    form = (await (await robin.says("/cohort settings")).press("Change the defaults")).form
    assert form is not None
    assert [each.value for each in form.form.fields] == ["technical-product-manager", "monday", "09:00", "own", "none"]
    same = await form.submit()
    assert "It is like that already, so nothing changed." in same.text
    changed = await form.submit({"day": "monday,thursday", "time": "4pm", "tz": "berlin", "holidays": "germany"})
    assert "Rhythm: Mondays at 09:00 → Mondays and Thursdays at 16:00" in changed.text
    assert "Clock: each member's own → Europe/Berlin time" in changed.text
    assert "Days off: none → DE" in changed.text
    assert "cohorts made from now on; those that exist keep their own" in changed.text
    kept = await _settings(workspace)
    assert (kept.default_zone, kept.default_holidays, kept.default_guide) == ("Europe/Berlin", "DE", None)
    assert len(kept.default_days or ()) == 2
    again = (await changed.press("All settings")).text
    assert "Mondays and Thursdays at 16:00" in again


async def test_what_is_usual_can_be_brought_back(robin: Somebody, workspace: Workspace) -> None:
    before = await _changed_and_back(robin, workspace)
    assert await _settings(workspace) == before


async def _changed_and_back(robin: Somebody, workspace: Workspace) -> Garden:
    await robin.says("/cohort")
    before = await _settings(workspace)
    await robin.says(
        "/cohort settings day=friday time=4pm tz=berlin holidays=DE approval=yes escalate=no stuck_weeks=5"
    )
    assert await _settings(workspace) != before
    await robin.says(
        "/cohort settings day=monday time=9:00 tz=own holidays=none approval=no escalate=yes stuck_weeks=3"
    )
    return before


async def test_each_switch_says_from_when_it_counts(robin: Somebody, workspace: Workspace) -> None:
    shown = await robin.says("/cohort settings")
    one_by_one = await shown.press("Let people in one by one")
    assert "Joining: anybody can join → an admin lets each one in" in one_by_one.text
    assert "cohorts made from now on" in one_by_one.text
    assert "only mentors and whoever stands in for them hear of it" in (await shown.press("Admins needn't hear")).text
    assert "Nobody's nudges change." in (await robin.says("/cohort settings stuck_weeks=1")).text
    kept = await _settings(workspace)
    assert (kept.default_approval, kept.escalates, kept.stuck_weeks) == (True, False, 1)
    again = await robin.says("/cohort settings")
    assert "Let anybody in" in again.buttons
    assert "Admins hear of who is stuck" in again.buttons


async def test_cohorts_that_exist_keep_their_rhythm(robin: Somebody, spring: str) -> None:
    await robin.says("/cohort settings day=friday")
    assert "Mondays at 09:00" in (await robin.says(f"/cohort show {spring}")).text


async def test_what_cannot_be_read_changes_nothing(robin: Somebody, workspace: Workspace) -> None:
    await robin.says("/cohort")
    before = await _settings(workspace)
    for wrong in (
        "guide=nurse",
        "day=funday",
        "time=25:00",
        "tz=Mars",
        "holidays=Germny",
        "stuck_weeks=13",
        "approval=perhaps",
    ):
        await robin.says(f"/cohort settings {wrong} escalate=no")
    assert "isn't a stretch of time I know" in (await robin.says("/cohort settings retention=soon")).text
    assert "30 days at least" in (await robin.says('/cohort settings retention="29 days"')).text
    assert await _settings(workspace) == before


async def test_deleting_texts_is_asked_first_with_how_many_would_go(
    robin: Somebody, kim: Somebody, workspace: Workspace, spring: str
) -> None:
    await kim.says(f"/mentor join {spring}")
    await kim.says("/mentor checkin slow three days of meetings")
    asked = await robin.says('/cohort settings retention="3 months"')
    assert "Nothing is that old yet." in asked.text
    workspace.jump(days=100)
    asked = await robin.says('/cohort settings retention="3 months"')
    assert "That is 1 text now, which can't be brought back." in asked.text
    assert "Lines written in check-ins: 1" in asked.text
    assert "what was done and when, moods, counts" in asked.text
    assert (await _settings(workspace)).retention_days is None
    assert "Texts are kept as before." in (await asked.press("Leave it")).text
    sure = await asked.press("Delete after 3 months")
    assert "Texts: kept until somebody deletes them → kept for 3 months" in sure.text
    assert (await _settings(workspace)).retention_days == 91


async def test_keeping_texts_longer_deletes_nothing_and_asks_nothing(robin: Somebody) -> None:
    await robin.says('/cohort settings retention="3 months" sure=yes')
    longer = await robin.says('/cohort settings retention="1 year"')
    assert "Texts: kept for 3 months → kept for 12 months" in longer.text
    never = await (await robin.says("/cohort settings")).press("Keep texts")
    assert "Nothing is deleted by itself any more." in never.text
    asked = await (await robin.says("/cohort settings")).press("Keep texts for 12 months")
    assert "Delete after 12 months" in asked.buttons


async def test_what_is_asked_about_goes_alone(robin: Somebody, workspace: Workspace) -> None:
    assert "`" not in (refused := (await robin.says('/cohort settings day=friday retention="1 year"')).text)
    assert "retention goes alone" in refused
    assert (await _settings(workspace)).default_days is None
    both = await robin.says('/cohort settings day=friday retention="1 year" sure=yes')
    assert "Fridays" in both.text
    assert "kept for 12 months" in both.text
