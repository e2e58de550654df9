"""Small whole guides, written as a test needs them."""

import shutil
from collections.abc import Sequence
from pathlib import Path

_PAGE = """---
title: {title}
summary: {summary}
reviewed: 2026-11-01
asked_as:
{asked}{more}
---
{body}
"""
_TASK = """
  - slug: {slug}
    title: {title}
    do: Take an hour for “{title}”, and write down what you find.
    why: Nobody learns it by reading about it.
    done_when: You can tell a friend about it.
    hours: 1
    evidence: A page of notes.
    nudges:
      - The first word about “{title}”.
      - The second word about “{title}”.
      - The third word about “{title}”.
      - The last word about “{title}”."""


def write_guide(
    content: Path,
    slug: str,
    *steps: Sequence[str],
    short: str = "",
    titles: Sequence[str] = (),
    related: Sequence[str] = (),
    first: bool = False,
    overview: str = "It is done outdoors, in most weathers.",
    body: str = "",
) -> None:
    """A guide whose steps have these tasks, by their slugs; a task's title is its slug in words."""
    folder = content / slug
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("topics", "steps"):
        (folder / name).mkdir(parents=True)
    names = [f"step-{number}" for number in range(1, len(steps) + 1)]
    header = [
        f"title: {_words(slug)}",
        f"short: {short or _words(slug)}",
        f"summary: Become a {slug.replace('-', ' ')} in small steps.",
        *(["first: true"] if first else []),
        "topics: [overview]",
        f"steps: [{', '.join(names)}]",
        f"related: [{', '.join(related)}]",
    ]
    (folder / "guide.yaml").write_text("\n".join(header) + "\n", encoding="utf-8")
    (folder / "topics/overview.md").write_text(
        _page(f"What a {slug} does", body=body or overview, summary=overview), encoding="utf-8"
    )
    for number, (name, tasks) in enumerate(zip(names, steps, strict=True)):
        title = titles[number] if number < len(titles) else f"{_words(slug)}, part {number + 1}"
        more = f"\noutcome: You can do part {number + 1}.\nwhy: It comes first.\nweeks: [2, 4]\ntasks:{_tasks(tasks)}"
        (folder / f"steps/{name}.md").write_text(_page(title, more=more, body="Do it."), encoding="utf-8")


def _page(title: str, *, body: str, summary: str = "A step of the way.", more: str = "") -> str:
    asked = "\n".join(f"  - {title} asked about in the way number {number}" for number in range(12))
    return _PAGE.format(title=title, asked=asked, summary=summary, more=more, body=body)


def _tasks(slugs: Sequence[str]) -> str:
    return "".join(_TASK.format(slug=slug, title=_words(slug)) for slug in slugs)


def _words(slug: str) -> str:
    return slug.replace("-", " ").capitalize()
