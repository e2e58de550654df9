"""Two guides side by side, however long they are."""

from dataclasses import replace
from pathlib import Path

import pytest

from mentorbot.chat.blocks import Buttons, Fields
from mentorbot.chat.fit import fit
from mentorbot.chat.reply import reply
from mentorbot.domain.guide import Guide
from mentorbot.guides import load_library
from mentorbot.messages.guides import compare_button, read_button, side_by_side
from mentorbot.platforms.local.readable import readable_reply
from tests.guides.made import write_guide

_LONG = "\n".join(f"- **Thing {number}.** {'word ' * 24}" for number in range(12))


@pytest.fixture
def guides(tmp_path: Path) -> tuple[Guide, Guide]:
    """As long as an author may write them: eight steps of eight tasks, titles of 75 characters, all tasks shared."""
    steps = [[f"a-task-of-this-number-{step}-{task}" for task in range(8)] for step in range(8)]
    titles = [f"{number} {'long title '.ljust(73, 'e')}" for number in range(8)]
    for slug in ("a-beekeeper", "a-wasp-keeper"):
        write_guide(tmp_path, slug, *steps, titles=titles)
    made = [
        replace(each, summary="s" * 200, title=each.title.ljust(60, "e"), short=each.short.ljust(20, "e")[:20])
        for each in load_library(tmp_path).guides.values()
    ]
    pages = [(replace(each.topics[0], body=_LONG), *each.topics[1:]) for each in made]
    one, other = (replace(each, topics=page) for each, page in zip(made, pages, strict=True))
    return one, other


def test_the_longest_two_are_drawn_whole(guides: tuple[Guide, Guide]) -> None:
    one, other = guides
    answer = reply(
        *side_by_side(one, other, {"a-task-of-this-number-0-0"}), Buttons((read_button(one), read_button(other)))
    )
    assert fit(answer) == answer
    assert "64 tasks are in both, and you have done 1 of them." in readable_reply(answer)
    assert "(and 56 more)" in readable_reply(answer)
    assert "- and 9 more" in readable_reply(answer), "what the days hold is cut with a count"


def test_the_steps_of_a_number_stand_beside_each_other(guides: tuple[Guide, Guide]) -> None:
    one, other = guides
    shorter = replace(other, steps=other.steps[:6], short="Wasps")
    *_, steps = (block for block in side_by_side(one, shorter, ()) if isinstance(block, Fields))
    labels = [label for label, _ in steps.pairs]
    assert len(labels) == 16
    assert labels[:2] == [f"{one.short} · 1", "Wasps · 1"]
    assert steps.pairs[13][1] == ("–",)


def test_a_button_compares_just_these_two(guides: tuple[Guide, Guide]) -> None:
    assert str(compare_button(*guides).call) == "mentor guides guide=a-beekeeper other=a-wasp-keeper"
