"""What a guide, a page, a step and a task may hold, and how long each text may be."""

from dataclasses import dataclass

from mentorbot.domain.guide import Step, Task, Topic, Vocabulary
from mentorbot.guides.frontmatter import Document
from mentorbot.guides.keys import Findings, Keys, Passage

SLUG_LENGTH = 48
"""Slugs travel in buttons, and Discord gives a button 100 characters for everything."""
TASK_SLUG_LENGTH = 32
TITLE_LENGTH = 75
"""Slack's limit for the text of a button."""


@dataclass(frozen=True, slots=True)
class Header:
    """guide.yaml: what the guide is called, its pages in reading order, and the words of its field."""

    title: str
    short: str
    summary: str
    first: bool
    topics: tuple[str, ...]
    steps: tuple[str, ...]
    faq: tuple[str, ...]
    related: tuple[str, ...]
    vocabulary: Vocabulary


def read_header(keys: Keys) -> Header:
    header = Header(
        title=keys.text("title", most=60),
        short=keys.text("short", most=20),
        summary=keys.text("summary", most=200),
        first=keys.flag("first"),
        topics=keys.texts("topics", most=SLUG_LENGTH),
        steps=keys.texts("steps", most=SLUG_LENGTH),
        faq=keys.texts("faq", most=SLUG_LENGTH, optional=True),
        related=keys.texts("related", most=SLUG_LENGTH, optional=True),
        vocabulary=Vocabulary(
            also_called=keys.texts("also_called", most=60, optional=True),
            roles=keys.texts("roles", most=60, optional=True),
            synonyms=keys.groups("synonyms", most=30),
        ),
    )
    keys.close()
    return header


def read_topic(document: Document, *, slug: str, file: str, findings: Findings) -> Topic:
    keys = Keys(document.fields, file=file, findings=findings)
    topic = _page(keys, document, slug=slug, file=file, findings=findings)
    keys.close()
    return topic


def read_step(document: Document, *, slug: str, number: int, file: str, findings: Findings) -> Step:
    keys = Keys(document.fields, file=file, findings=findings)
    step = Step(
        number=number,
        topic=_page(keys, document, slug=slug, file=file, findings=findings),
        outcome=keys.text("outcome", most=300),
        why=keys.text("why", most=400),
        weeks=_weeks(keys),
        tasks=tuple(_task(part) for part in keys.parts("tasks")),
    )
    keys.expect("tasks", len(step.tasks), least=5, most=8)
    keys.close()
    return step


def _page(keys: Keys, document: Document, *, slug: str, file: str, findings: Findings) -> Topic:
    topic = Topic(
        slug=slug,
        title=keys.text("title", most=TITLE_LENGTH),
        summary=keys.text("summary", most=200),
        body=document.body,
        reviewed=keys.day("reviewed"),
        asked_as=keys.texts("asked_as", most=150),
        see_also=keys.texts("see_also", most=SLUG_LENGTH, optional=True),
        part_of=keys.text("part_of", most=SLUG_LENGTH, optional=True),
    )
    keys.expect("asked_as", len(topic.asked_as), least=12, most=15)
    if document.body:
        findings.passages.append(Passage(file, document.body_line, "body", document.body))
    else:
        keys.refuse("title", "There is nothing to read below the part at the top.", "Write the page there.")
    return topic


def _weeks(keys: Keys) -> tuple[int, int]:
    match keys.numbers("weeks", least=1, most=520):
        case (shortest, longest) if shortest <= longest:
            return shortest, longest
        case _:
            keys.refuse("weeks", "`weeks` must be two numbers, the shortest and the longest.", "Such as [8, 12].")
            return 1, 1


def _task(keys: Keys) -> Task:
    task = Task(
        slug=keys.slug("slug", most=TASK_SLUG_LENGTH),
        title=keys.text("title", most=60),
        action=keys.text("do", most=400),
        why=keys.text("why", most=200),
        done_when=keys.text("done_when", most=200),
        hours=keys.number("hours", least=0.5, most=40),
        evidence=keys.text("evidence", most=150),
        nudges=keys.texts("nudges", most=280),
    )
    if task.title.endswith("."):
        keys.refuse("title", "A task's title ends without a full stop.", "Take it away.")
    keys.expect("nudges", len(task.nudges), least=4, most=4)
    keys.close()
    return task
