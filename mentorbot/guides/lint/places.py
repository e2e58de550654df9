"""Where the parts of a guide stand in its files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from mentorbot.guides.folder import HEADER, Draft
from mentorbot.guides.keys import Passage
from mentorbot.guides.load import read_drafts


@dataclass(frozen=True, slots=True)
class Part:
    """A page or a task: its slug, and its passages by their key."""

    slug: str
    file: str
    line: int
    passages: dict[str, list[Passage]] = field(default_factory=dict)

    def all(self, key: str) -> list[Passage]:
        """Every passage of that key; none when it was left out."""
        return self.passages.get(key, [])

    def line_of(self, key: str) -> int:
        """Where the key stands, or else where the part begins."""
        return next((each.line for each in self.all(key)), self.line)


def pages(draft: Draft) -> Iterator[Part]:
    """Every page that could be read, without the tasks of a step."""
    found: dict[str, Part] = {}
    in_task: set[str] = set()
    for passage in draft.findings.passages:
        if passage.file.endswith(f"/{HEADER}"):
            continue
        page = found.setdefault(passage.file, Part(PurePosixPath(passage.file).stem, passage.file, 1))
        if passage.key == "slug":
            in_task.add(passage.file)
        if passage.file not in in_task or passage.key == "body":
            page.passages.setdefault(passage.key, []).append(passage)
    yield from found.values()


def tasks(draft: Draft) -> Iterator[Part]:
    """Every task that could be read; its slug comes first."""
    task: Part | None = None
    for passage in draft.findings.passages:
        if passage.key == "slug":
            if task:
                yield task
            task = Part(passage.text, passage.file, passage.line)
        elif task and passage.file != task.file:
            yield task
            task = None
        if task:
            task.passages.setdefault(passage.key, []).append(passage)
    if task:
        yield task


def homes(content_dir: Path) -> dict[tuple[str, str], tuple[str, int]]:
    """The file and line of every page and task, by the slugs of its guide and its own."""
    drafts, _ = read_drafts(content_dir)
    found = ((draft.name, part) for draft in drafts for part in (*pages(draft), *tasks(draft)))
    return {(guide, part.slug): (part.file, part.line) for guide, part in found}


def header(draft: Draft, key: str) -> list[Passage]:
    """The passages of a key of guide.yaml."""
    return [each for each in draft.findings.passages if each.key == key and each.file.endswith(f"/{HEADER}")]


def header_file(draft: Draft) -> str:
    """The name of guide.yaml as problems give it."""
    return next(
        (each.file for each in draft.findings.passages if each.file.endswith(f"/{HEADER}")), f"{draft.name}/{HEADER}"
    )
