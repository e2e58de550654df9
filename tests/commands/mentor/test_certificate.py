"""`/mentor certificate`: issued once, for good, to whoever has done all of it."""

import asyncio
from dataclasses import replace
from importlib import import_module

import pytest

from mentorbot.chat.blocks import File, Picture
from mentorbot.domain.certificates import Certificate
from mentorbot.messages.certificates import verdict
from mentorbot.platforms.local.somebody import Shown, Somebody
from mentorbot.seals import check, public_key
from mentorbot.store.certificates import certificates_of
from mentorbot.store.instance import kept_instance_key
from tests.commands.mentor.conftest import Workspace

ASK = "Get my certificate"


async def finish(workspace: Workspace, who: Somebody) -> Shown:
    """Do everything; what the last task says."""
    *others, last = workspace.app.library.default.tasks
    for task in others:
        await who.says(f"/mentor done {task}")
    return await who.says(f"/mentor done {last}")


async def issue(shown: Shown, name: str | None = None) -> Shown:
    """Ask for it, and send the form as it is, or with another name."""
    form = (await shown.press(ASK)).form
    assert form is not None
    return await form.submit({} if name is None else {"name": name})


async def certified(workspace: Workspace, shown: Shown) -> Certificate:
    """What the file proves."""
    assert shown.reply is not None, shown
    picture, file = shown.reply.attached
    assert isinstance(picture, Picture)
    assert isinstance(file, File)
    assert (file.media_type, file.content) == ("image/png", picture.content)
    made = verdict(await public(workspace), file.content)
    assert made.certificate is not None, made.sentence
    assert file.name == f"certificate-{made.certificate.id}.png"
    return made.certificate


async def public(workspace: Workspace) -> str:
    key = await kept_instance_key(workspace.app.store)
    assert key is not None
    return public_key(key)


async def test_the_last_task_offers_it_and_the_name_can_be_set(workspace: Workspace, learner: Somebody) -> None:
    done = await finish(workspace, learner)
    assert done.buttons == ("Look back", ASK, "Add a link or note", "Undo")
    opened = await done.press(ASK)
    assert "Which name should stand on it?" in opened.text
    assert "Kim" in opened.text
    shown = await issue(done, "Kim  Ó Súilleabháin")
    its = await certified(workspace, shown)
    tasks = len(workspace.app.library.default.tasks)
    assert (its.name, its.guide, its.cohort, its.tasks) == (
        "Kim Ó Súilleabháin",
        "Technical Product Manager",
        "Spring 26",
        tasks,
    )
    assert f"{its.finished_on} {its.issued_at:%H:%M}" == "2026-11-22 12:00"
    assert f"Kim Ó Súilleabháin finished Technical Product Manager ({tasks} tasks) with Spring 26" in shown.text
    assert "on the page /verify of this bot, or with python bot.py verify" in shown.text


async def test_the_code_in_the_text_can_be_pasted(workspace: Workspace, learner: Somebody) -> None:
    shown = await issue(await finish(workspace, learner))
    code = next(word for word in shown.text.split() if word.startswith("mbc1."))
    assert check(await public(workspace), code) == await certified(workspace, shown)


async def test_home_and_progress_lead_to_it_when_all_is_done(workspace: Workspace, learner: Somebody) -> None:
    await finish(workspace, learner)
    assert ASK in (await learner.says("/mentor")).buttons
    first = await certified(workspace, await issue(await learner.says("/mentor progress")))
    for path in ("/mentor", "/mentor progress"):
        again = await (await learner.says(path)).press("My certificate")
        assert await certified(workspace, again) == first


async def test_typed_it_takes_the_name_that_the_platform_says(workspace: Workspace, learner: Somebody) -> None:
    await finish(workspace, learner)
    assert (await certified(workspace, await learner.says("/mentor certificate"))).name == "Kim"


async def test_it_is_issued_once_and_the_name_stays(workspace: Workspace, learner: Somebody) -> None:
    done = await finish(workspace, learner)
    first = await certified(workspace, await issue(done))
    workspace.jump(weeks=3)
    again = await learner.says('/mentor certificate name="Somebody Else"')
    assert "It was issued to Kim before, and a name can't be changed afterwards." in again.text
    assert await certified(workspace, again) == first
    pressed = await done.press(ASK)
    assert "issued already, and the name on it can't be changed any more" in pressed.text
    assert await certified(workspace, await pressed.press("Show it")) == first


async def test_two_clicks_at_once_give_the_same(workspace: Workspace, learner: Somebody) -> None:
    await finish(workspace, learner)
    shown = await asyncio.gather(*(learner.says("/mentor certificate") for _ in range(2)))
    one, other = [await certified(workspace, each) for each in shown]
    assert one == other


async def test_an_id_that_is_taken_is_made_anew(
    workspace: Workspace, learner: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    lee = workspace.somebody("lee")
    await lee.says("/mentor join spring-26")
    await finish(workspace, lee)
    await finish(workspace, learner)
    dice = iter([b"12345678", b"12345678", b"87654321"])
    command = import_module("mentorbot.commands.mentor.certificate")
    monkeypatch.setattr(command, "token_bytes", lambda _: next(dice))
    theirs = [await certified(workspace, await who.says("/mentor certificate")) for who in (lee, learner)]
    assert theirs[0].id != theirs[1].id


async def test_before_the_last_task_there_is_none(workspace: Workspace, learner: Somebody) -> None:
    await learner.says("/mentor done")
    left = len(workspace.app.library.default.tasks) - 1
    for text in ("/mentor certificate", "/mentor certificate ?"):
        assert f"comes with the last task: {left} of the {left + 1} of" in (await learner.says(text)).text
    assert await kept(workspace) == []


async def test_somebody_in_no_cohort_has_none(kim: Somebody, spring: str) -> None:
    assert "You're not in a cohort" in (await kim.says("/mentor certificate")).text
    shown = await kim.says("/mentor certificate guide=product-manager")
    assert "you're in no cohort with it" in shown.text
    assert spring


async def test_a_task_opened_again_leaves_it_as_it_was_issued(workspace: Workspace, learner: Somebody) -> None:
    done = await finish(workspace, learner)
    first = await certified(workspace, await issue(done))
    await done.press("Undo")
    shown = await learner.says("/mentor certificate")
    assert "1 task of the guide is open for you now. The certificate stays as it was issued" in shown.text
    assert await certified(workspace, shown) == first


async def test_in_another_cohort_the_last_one_is_still_at_hand(workspace: Workspace, learner: Somebody) -> None:
    first = await certified(workspace, await issue(await finish(workspace, learner)))
    await workspace.somebody("robin").says("/cohort create Autumn guide=product-manager")
    await learner.says("/mentor join Autumn")
    assert await certified(workspace, await learner.says("/mentor certificate")) == first
    refused = await learner.says("/mentor certificate guide=product-manager")
    assert "comes with the last task" in refused.text


@pytest.mark.parametrize(
    ("name", "said"),
    [("x" * 61, "has 61 characters, and a certificate takes 60"), ("\u2066\u202e", "nothing in it that can be read")],
)
async def test_a_name_that_does_not_fit_issues_nothing(
    workspace: Workspace, learner: Somebody, name: str, said: str
) -> None:
    await finish(workspace, learner)
    learner.persona = replace(learner.persona, name=name)
    shown = await learner.says("/mentor certificate")
    assert said in shown.text
    assert await kept(workspace) == []
    form = (await shown.press("Write it again")).form
    assert form is not None
    assert (await certified(workspace, await form.submit({"name": "Kim"}))).name == "Kim"


async def kept(workspace: Workspace) -> list[str]:
    async with workspace.app.store.read() as tx:
        return [each.id for each in await certificates_of(tx, (await workspace.member("kim")).key)]
