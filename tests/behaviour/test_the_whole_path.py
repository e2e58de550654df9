"""Five steps by weekly nudges and Done."""

from mentorbot.guides import load_library
from tests.behaviour.shown import Person
from tests.behaviour.world import CONTENT, World


async def test_the_path_is_walked_to_its_end(world: World, ada: Person) -> None:
    guide = load_library(CONTENT).default
    await world.cohort()
    await ada.joins("Spring 26")
    answer = None
    for number, task in enumerate(guide.tasks.values(), start=1):
        await world.in_a_while(weeks=1)
        assert len(ada.messages) == number
        nudge = ada.messages[-1]
        step = guide.step_of[task.slug]
        assert f"Step {step.number} · " in nudge.text
        assert f"This week: {task.title}" in nudge.text
        answer = await nudge.press("Done")
        if task == step.tasks[-1] and number < len(guide.tasks):
            assert f"Step {step.number} is complete" in answer.text
            assert f"Step {step.number + 1} is" in answer.text
        elif number < len(guide.tasks):
            assert f"Step {step.number}" in answer.text
            assert "is complete" not in answer.text
    assert answer is not None
    assert f"All {len(guide.steps)} steps and {len(guide.tasks)} tasks" in answer.text
    await world.in_a_while(weeks=3)
    assert len(ada.messages) == len(guide.tasks) == 34
    assert "all done" in (await ada.does("home")).text
    assert "34 of 34" in (await ada.does("progress")).text
    assert "finished" in (await ada.does("when")).text
