"""A public set of questions and answers about anything but careers, installed into a folder that is thrown away."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

import yaml

from mentorbot.domain.guide import Guide, Step, Topic

PACKAGE = "chatterbot-corpus==1.3.3"
FOLDER = "chatterbot_corpus/data/english"
SUBJECTS = ("trivia", "psychology", "coding", "ai", "literature", "science", "sports", "computers", "history")
REVIEWED = date(2026, 11, 30)


@dataclass(frozen=True, slots=True)
class Entry:
    """A question and its answer."""

    question: str
    answer: str


def entries(most: int) -> list[Entry]:
    """The first that differ; none, and a word about it, where the package cannot be had."""
    with tempfile.TemporaryDirectory() as folder:
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        wanted = ["--no-deps", "--only-binary", ":all:", "--target", folder, PACKAGE]
        done = subprocess.run([*install, *wanted], check=False, capture_output=True, text=True)
        if done.returncode:
            print(f"{PACKAGE} cannot be installed: {done.stderr.strip()[-300:]}", file=sys.stderr)
            return []
        texts = [(Path(folder) / FOLDER / f"{each}.yml").read_text(encoding="utf-8") for each in SUBJECTS]
    said = [each for text in texts for each in yaml.safe_load(text)["conversations"]]
    found = {
        str(question): str(answer) for each in said for question, answer in zip(each[::2], each[1::2], strict=False)
    }
    return [Entry(*each) for each in found.items()][:most]


def guide_of(known: Sequence[Entry]) -> Guide:
    """A guide with a page for each: the question is the title, the answer the body; nothing that an author adds."""
    pages = [
        Topic(slug=f"faq-{place}", title=each.question, summary=each.answer, body=each.answer, reviewed=REVIEWED)
        for place, each in enumerate(known)
    ]
    first, *rest = pages
    step = Step(number=1, topic=first, outcome="", why="", weeks=(1, 1), tasks=())
    return Guide(
        slug="knowledge",
        title="General knowledge",
        short="knowledge",
        summary="",
        version="",
        topics=(),
        steps=(step,),
        faq=tuple(rest),
    )


def asked(known: Sequence[Entry], chance: Random) -> Iterator[tuple[str, str]]:
    """Each question as somebody in a hurry types it, with the slug of its page: a word less, two slips, no marks."""
    for place, each in enumerate(known):
        words = each.question.strip("?.! ").lower().split()
        if len(words) > 3:
            words.pop(chance.randrange(len(words)))
        for at in chance.sample(range(len(words)), min(2, len(words))):
            words[at] = _slipped(words[at], chance)
        yield " ".join(words), f"faq-{place}"


def _slipped(word: str, chance: Random) -> str:
    if len(word) < 5:
        return word
    at = chance.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
