"""What a nudge says when the guide has changed since it was planned."""

from dataclasses import replace

from mentorbot.chat.blocks import Buttons, Text
from mentorbot.chat.spans import plain
from mentorbot.messages.nudges import nudge_message
from tests.domain.scenes import GUIDE
from tests.store.scenes import NUDGE

TASK = next(iter(GUIDE.tasks))


def test_a_task_with_fewer_texts_than_there_were_says_its_last_one() -> None:
    said = nudge_message(replace(NUDGE, task=TASK, week=99), GUIDE)
    texts = [plain(each.spans) for each in said.blocks if isinstance(each, Text)]
    assert GUIDE.tasks[TASK].nudges[-1] in texts


def test_a_task_that_is_there_no_more_says_so_and_leads_on() -> None:
    said = nudge_message(replace(NUDGE, task="gone"), GUIDE)
    assert any(isinstance(each, Buttons) for each in said.blocks)
