"""`/cohort held` and its buttons: what an admin makes of a message of which nobody can tell whether it arrived."""

from dataclasses import replace

import pytest

from mentorbot.domain.deliveries import DeliveryState
from mentorbot.platforms.local.somebody import Somebody
from mentorbot.store.deliveries import add_deliveries, delivery
from mentorbot.store.people import add_workspace
from tests.commands.cohort.conftest import Workspace
from tests.commands.cohort.test_explain import close
from tests.store.scenes import new_delivery, somebody_enrolled


@pytest.fixture
async def held(robin: Somebody, workspace: Workspace, spring: str) -> Workspace:
    """Kim's nudge of Monday 23 November, 09:00 in New York, is held."""
    await robin.says(f"/cohort add kim {spring}")
    await workspace.hold("kim")
    return workspace


async def test_nothing_held(robin: Somebody) -> None:
    assert "Nothing is held" in (await robin.says("/cohort held")).text


@pytest.mark.usefixtures("held")
async def test_what_is_held_and_why(robin: Somebody) -> None:
    shown = await robin.says("/cohort held")
    assert "1 message held" in shown.text
    assert (
        "- Kim, Monday 23 November, 09:00 their time, “Call a public API from your terminal”: "
        "held Monday 23 November, 15:00, the connection broke. It may have arrived." in shown.text
    )
    assert shown.buttons == ("Send it", "Drop it", "Explain")


async def test_sending_it_sends_it_now_and_once(robin: Somebody, kim: Somebody, held: Workspace) -> None:
    held.jump(hours=2)
    shown = await robin.says("/cohort held")
    assert "The nudge to Kim goes out now" in (await shown.press("Send it")).text
    await held.app.tick()
    assert len(kim.direct_messages) == 1
    again = await shown.press("Send it")
    assert "decided already" in again.text
    assert "sent Monday 23 November, 17:00" in again.text
    await held.app.tick()
    assert len(kim.direct_messages) == 1
    told = (await robin.says("/cohort explain kim")).text
    assert "17:00 Robin said to send it" in told


async def test_dropping_it_drops_it_and_says_who_did(robin: Somebody, kim: Somebody, held: Workspace) -> None:
    shown = await robin.says("/cohort explain kim")
    assert "Dropped: that nudge to Kim won't be sent" in (await shown.press("Drop it")).text
    (kept,) = await held.history("kim")
    assert (kept.state, kept.reason) == (DeliveryState.CANCELLED, "an admin dropped it")
    assert kept.trail[-1].reason == "Robin dropped it"
    second = await shown.press("Send it")
    assert "decided already" in second.text
    assert "Robin dropped it" in second.text
    await held.wait(hours=8)
    assert kim.direct_messages == []


async def test_it_goes_out_within_hours_and_not_into_the_next_nudge(
    robin: Somebody, kim: Somebody, held: Workspace
) -> None:
    held.jump(days=6, hours=22)
    await (await robin.says("/cohort held")).press("Send it")
    (kept,) = await held.history("kim")
    assert (kept.until - held.now).total_seconds() == 2 * 3600
    await held.wait(hours=1)
    assert len(kim.direct_messages) == 1


async def test_a_later_nudge_makes_it_useless(robin: Somebody, kim: Somebody, held: Workspace) -> None:
    shown = await robin.says("/cohort held")
    await held.wait(days=8)
    assert len(kim.direct_messages) == 1
    answer = await shown.press("Send it")
    assert "I dropped that nudge to Kim instead of sending it: a later one has reached them" in answer.text
    await held.wait(hours=1)
    assert len(kim.direct_messages) == 1


@pytest.mark.usefixtures("held")
async def test_so_does_a_task_that_is_done(robin: Somebody, kim: Somebody) -> None:
    await kim.says("/mentor done")
    answer = await (await robin.says("/cohort held")).press("Send it")
    assert "instead of sending it: they have done that task since" in answer.text


@pytest.mark.usefixtures("held")
async def test_so_does_leaving(robin: Somebody, kim: Somebody) -> None:
    shown = await robin.says("/cohort held")
    await kim.says("/mentor leave sure=yes")
    assert "instead of sending it: they left Spring 26" in (await shown.press("Send it")).text


@pytest.mark.usefixtures("held")
async def test_the_end_of_the_cohort_leaves_nothing_to_decide(robin: Somebody, spring: str) -> None:
    shown = await robin.says("/cohort held")
    await robin.says(f"/cohort archive {spring} sure=yes")
    told = (await shown.press("Send it")).text
    assert "That is decided already, so nothing was changed." in told
    assert "the cohort was archived" in told
    assert "Nothing is held." in (await robin.says("/cohort held")).text


async def test_a_folder_that_was_deleted_makes_no_difference(robin: Somebody, kim: Somebody, held: Workspace) -> None:
    shown = await robin.says("/cohort held")
    held.app.library.guides.clear()
    assert "goes out now" in (await shown.press("Send it")).text
    await held.app.tick()
    assert "This week" in kim.direct_messages[-1].text


async def test_so_does_a_version_of_the_guide_that_is_lost(robin: Somebody, held: Workspace) -> None:
    shown = await robin.says("/cohort held")
    held.app.library.guides.clear()
    async with held.app.store.begin() as tx:
        await tx.exec_driver_sql("DELETE FROM guide_versions")
    assert "instead of sending it: its guide was taken away" in (await shown.press("Send it")).text
    assert (await held.history("kim"))[0].state is DeliveryState.CANCELLED


async def test_whoever_rests_or_is_closed_gets_nothing_and_it_stays_held(
    robin: Somebody, kim: Somebody, held: Workspace, spring: str
) -> None:
    shown = await robin.says("/cohort held")
    await kim.says("/mentor pause")
    assert (
        "Kim is paused until they come back, so nothing was sent. The message stays held."
        in (await shown.press("Send it")).text
    )
    await kim.says("/mentor unpause")
    await close(held, "kim", "they take no messages")
    assert "Kim can't be written to: they take no messages" in (await shown.press("Send it")).text
    await kim.says("/mentor home")
    await robin.says(f"/cohort pause {spring}")
    answer = await shown.press("Send it")
    assert "Kim is in Spring 26, which is resting, so nothing was sent" in answer.text
    assert "Dropped" in (await answer.press("Drop it")).text


async def test_a_message_of_another_workspace_is_none_of_their_business(robin: Somebody, held: Workspace) -> None:
    async with held.app.store.begin() as tx:
        other = await add_workspace(tx, "local", "elsewhere", "Elsewhere")
        theirs = replace(
            new_delivery(other, await somebody_enrolled(tx, workspace=other)), state=DeliveryState.HELD, doubts=1
        )
        await add_deliveries(tx, [theirs])
    for action in ("send", "drop"):
        answer = await robin.says(f"/cohort decide {theirs.key} {action}")
        assert "I know no such message here, so nothing was changed." in answer.text
    async with held.app.store.read() as tx:
        assert await delivery(tx, theirs.key) == theirs
    assert "1 message held" in (await robin.says("/cohort held")).text


async def test_only_admins_decide(kim: Somebody, held: Workspace) -> None:
    (kept,) = await held.history("kim")
    assert "is for admins" in (await kim.says(f"/cohort decide {kept.key} send")).text
    assert (await held.history("kim"))[0] == kept


async def test_the_digest_leads_there(robin: Somebody, kim: Somebody, held: Workspace) -> None:
    await held.wait(minutes=6)
    (digest,) = robin.direct_messages
    assert "A message to Kim is held since Monday 23 November, 15:00: the connection broke. It may" in digest.text
    assert "goes out now" in (await digest.press("Send it")).text
    await held.wait(minutes=1)
    assert len(kim.direct_messages) == 1


async def test_several_have_buttons_each(robin: Somebody, held: Workspace, spring: str) -> None:
    await robin.says(f"/cohort add ada {spring}")
    await held.hold("ada")
    shown = await robin.says("/cohort held")
    assert "2 messages held" in shown.text
    assert shown.buttons == ("Send Kim’s", "Drop Kim’s", "Send Ada’s", "Drop Ada’s")
    await shown.press("Drop Ada’s")
    assert "1 message held" in (await robin.says("/cohort held")).text
