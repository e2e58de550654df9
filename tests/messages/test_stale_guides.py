"""An author reads below each answer why it is not the newest."""

from mentorbot.chat.spans import plain
from mentorbot.guides import Problem
from mentorbot.messages.stale_guides import stale_note


def test_the_first_three_problems_are_told() -> None:
    problems = [Problem("content/a/guide.yaml", number, "It is *wrong*.", "Mend it.") for number in range(1, 6)]
    assert plain(stale_note(problems).spans) == (
        "This is from the last good version: the guides' files have changed and cannot be read.\n"
        "content/a/guide.yaml:1: It is *wrong*. Mend it.\n"
        "content/a/guide.yaml:2: It is *wrong*. Mend it.\n"
        "content/a/guide.yaml:3: It is *wrong*. Mend it.\n"
        "And 2 more."
    )
    assert plain(stale_note(problems[:1]).spans).endswith("content/a/guide.yaml:1: It is *wrong*. Mend it.")
