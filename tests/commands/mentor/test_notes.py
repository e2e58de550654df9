"""Notes on a mentee: shared or private, which is said where one is written."""

import pytest

from mentorbot.domain.mentor_notes import LONGEST_NOTE
from mentorbot.domain.mentoring import MOST_MESSAGES
from mentorbot.platforms.local.somebody import Somebody
from mentorbot.store.mentoring import end_mentorship
from tests.commands.mentor.conftest import Workspace
from tests.commands.mentor.pairs import filled, mentoring, pair_kept, paired

SECRET = "she doubts herself without reason"
OPEN = "your brief has a good first page"


async def test_a_private_note_is_read_by_nobody_but_its_author(
    workspace: Workspace, learner: Somebody, grace: Somebody, lee: Somebody, robin: Somebody
) -> None:
    key = await paired(workspace, "grace", "kim")
    form = await (await grace.says("/mentor mentees @kim")).press("Note")
    assert "Private: only you ever read it. Shared: your mentee reads it too." in form.text
    kept = await filled(form, text=SECRET)
    assert "It is private: only you read it. Kim doesn't, no admin does, no later mentor does." in kept.text
    assert SECRET in (await grace.says("/mentor mentees @kim")).text
    await workspace.app.tick()
    assert not learner.direct_messages
    await mentoring(workspace, "lee")
    await grace.says("/mentor away until=2026-12-08 cover=@lee")
    seen = [
        await learner.says("/mentor progress"),
        await learner.says("/mentor mentor"),
        await lee.says("/mentor mentees @kim"),
        await lee.says("/mentor notes @kim"),
        await robin.says("/mentor notes @kim"),
        await robin.says("/cohort explain @kim"),
        await robin.says("/cohort show spring-26"),
    ]
    async with workspace.app.store.begin() as tx:
        await end_mentorship(tx, (await pair_kept(workspace, key)).key, "moved", workspace.now)
    await paired(workspace, "lee", "kim")
    seen += [await lee.says("/mentor mentees @kim"), await lee.says("/mentor notes @kim")]
    assert not [each for each in seen if SECRET in each.text]
    assert "nobody whom you mentor" in (await grace.says("/mentor notes @kim")).text


async def test_a_shared_note_reaches_the_learner_and_is_read_by_whoever_mentors_them(
    workspace: Workspace, learner: Somebody, grace: Somebody, lee: Somebody
) -> None:
    key = await paired(workspace, "grace", "kim")
    kept = await grace.says(f'/mentor note @kim shared=shared text="{OPEN}"')
    assert "It is shared: Kim reads it, and so does whoever mentors them." in kept.text
    await workspace.app.tick()
    assert learner.direct_messages[-1].text.startswith("Grace has shared a note with you:")
    for word in ("progress", "mentor"):
        shown = (await learner.says(f"/mentor {word}")).text
        assert "Notes shared with you" in shown
        assert OPEN in shown
    async with workspace.app.store.begin() as tx:
        await end_mentorship(tx, (await pair_kept(workspace, key)).key, "moved", workspace.now)
    await paired(workspace, "lee", "kim")
    shared = await lee.says("/mentor notes @kim")
    assert f"22 November, Grace, shared: {OPEN}" in shared.text
    assert shared.buttons == ("Write another",)


async def test_a_learner_who_stopped_the_messages_finds_a_shared_note_and_gets_no_letter(
    workspace: Workspace, learner: Somebody, grace: Somebody
) -> None:
    key = await paired(workspace, "grace", "kim")
    await learner.says(f"/mentor mute to={key}")
    kept = await grace.says(f'/mentor note @kim shared=shared text="{OPEN}"')
    assert "No message goes to Kim about it just now; they find it under /mentor mentor." in kept.text
    await workspace.app.tick()
    assert not learner.direct_messages
    assert OPEN in (await learner.says("/mentor mentor")).text


async def test_own_notes_are_deleted_and_nobody_elses_are(
    workspace: Workspace, learner: Somebody, grace: Somebody, lee: Somebody
) -> None:
    await paired(workspace, "grace", "kim")
    await mentoring(workspace, "lee")
    kept = await grace.says(f"/mentor note @kim {SECRET}")
    assert "no such note of yours" in (await lee.says("/mentor unnote note=1")).text
    assert "no such note of yours" in (await learner.says("/mentor unnote note=1")).text
    listed = await kept.press("Notes on Kim")
    gone = await listed.press(f"Delete that of 22 November: {SECRET[:29]}…")
    assert "Deleted your note on Kim." in gone.text
    assert SECRET in gone.text
    assert "no such note of yours" in (await kept.press("Delete it")).text
    assert "There's no note on Kim" in (await grace.says("/mentor notes @kim")).text


@pytest.mark.usefixtures("learner")
async def test_a_note_of_the_longest_length_and_one_character_more(workspace: Workspace, grace: Somebody) -> None:
    await paired(workspace, "grace", "kim")
    assert "Kept." in (await grace.says(f"/mentor note @kim {'x' * LONGEST_NOTE}")).text
    assert "1,001 characters" in (await grace.says(f"/mentor note @kim {'x' * (LONGEST_NOTE + 1)}")).text


async def test_only_a_mentor_or_cover_writes_one(
    workspace: Workspace, learner: Somebody, ada: Somebody, robin: Somebody
) -> None:
    await paired(workspace, "grace", "kim")
    for who in (learner, ada, robin):
        assert "nobody whom you mentor" in (await who.says("/mentor note @kim not mine to write")).text


async def test_shared_notes_send_no_more_letters_than_messages_may_go(
    workspace: Workspace, learner: Somebody, grace: Somebody
) -> None:
    await paired(workspace, "grace", "kim")
    for number in range(MOST_MESSAGES):
        assert "on its way" in (await grace.says(f"/mentor note @kim shared=shared text={number}")).text
    assert "No message goes to Kim" in (await grace.says("/mentor note @kim shared=shared text=more")).text
    assert "more" in (await learner.says("/mentor mentor")).text
