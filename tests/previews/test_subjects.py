"""A slug stands for a page, a step or a task, and each is shown as the bot shows it."""

import pytest

from mentorbot.domain.guide import Guide
from mentorbot.guides import Library
from mentorbot.platforms.local.readable import readable_reply
from mentorbot.previews.choosing import NotThere, chosen
from mentorbot.previews.stage import Stage
from mentorbot.previews.subjects import everything, subjects
from tests.previews.goldens import golden


@pytest.mark.parametrize("slug", ["gear", "step-1", "light-the-smoker"])
async def test_what_a_slug_stands_for(stage: Stage, beekeeper: Guide, slug: str) -> None:
    shown = [f"=== {each.name}\n\n{readable_reply(each.reply)}\n" async for each in subjects(stage, beekeeper, slug)]
    golden(f"{slug}.txt", "\n".join(shown))


async def test_everything_is_every_page_step_task_and_nudge(stage: Stage, beekeeper: Guide) -> None:
    names = [each.name async for _, each in everything(stage, [beekeeper])]
    assert names.count("The page") == len(beekeeper.pages)
    assert names.count("The step") == len(beekeeper.steps)
    assert names.count("The task") == names.count("Nudge 4 of 4") == len(beekeeper.tasks)


def test_a_guide_is_chosen_by_what_it_has(beekeeper: Guide) -> None:
    library = Library({"beekeeper": beekeeper})
    assert chosen(library, "gear") is chosen(library, "gear", "beekeeper") is beekeeper
    with pytest.raises(NotThere, match="There is no guide nurse; there are: beekeeper"):
        chosen(library, "gear", "nurse")
    with pytest.raises(NotThere, match=r"The guide beekeeper has no page, step or task geer\. Did you mean gear\?"):
        chosen(library, "geer")
