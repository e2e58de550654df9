"""Reads one guide's folder into a Guide, noting every problem on the way."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mentorbot.domain.guide import Guide, Step, Topic
from mentorbot.guides.files import is_ours, markdown_below, read_text
from mentorbot.guides.frontmatter import Document, read_document
from mentorbot.guides.keys import SLUG, SLUG_RULE, Findings, Keys
from mentorbot.guides.nearest import did_you_mean
from mentorbot.guides.problem import Problem
from mentorbot.guides.schema import Header, read_header, read_step, read_topic
from mentorbot.guides.yaml_nodes import BadYaml, Fields, read_fields

HEADER = "guide.yaml"
MAKE_IT = "Make the file, or take the name out."


@dataclass(frozen=True, slots=True)
class Draft:
    """What a folder holds; the guide is there when its header could be read, and fit to use when nothing was found."""

    name: str
    guide: Guide | None
    findings: Findings
    whole: bool
    """Whether every file could be read; else a link may lead to what is in one of the others."""


def read_folder(folder: Path, *, root: Path) -> Draft:
    """Read `folder`; problems name files relative to `root`."""
    reading = _Reading(folder, root)
    guide = reading.guide()
    return Draft(folder.name, guide, reading.findings, whole=reading.whole)


class _Reading:
    def __init__(self, folder: Path, root: Path) -> None:
        self.findings = Findings()
        self.whole = True
        self._folder = folder
        self._root = root
        self._hash = hashlib.sha256()

    def guide(self) -> Guide | None:
        if not SLUG.fullmatch(self._folder.name):
            self._problem(self._folder, 1, f"{self._folder.name!r} is no name for a guide's folder.", SLUG_RULE)
        fields = self._header_fields()
        if fields is None:
            return None
        header = read_header(Keys(fields, file=self._name(self._folder / HEADER), findings=self.findings))
        self._check_names(header)
        topics = tuple(self._topics("topics", header.topics))
        steps = tuple(self._steps(header.steps))
        faq = tuple(self._topics("faq", header.faq))
        return Guide(
            slug=self._folder.name,
            title=header.title,
            short=header.short,
            summary=header.summary,
            version=self._hash.hexdigest()[:12],
            topics=topics,
            steps=steps,
            faq=faq,
            first=header.first,
            related=header.related,
            vocabulary=header.vocabulary,
        )

    def _header_fields(self) -> Fields | None:
        path = self._folder / HEADER
        if not path.is_file():
            self._problem(
                self._folder,
                1,
                f"This folder has no {HEADER}, so it is no guide.",
                f"Write a {HEADER}, or move it away.",
            )
            return None
        try:
            return read_fields(self._text(path), file=self._name(path))
        except BadYaml as error:
            self.findings.problems.extend(error.problems)
            return None

    def _check_names(self, header: Header) -> None:
        named = {"topics": header.topics, "steps": header.steps, "faq": header.faq}
        files = {self._folder / kind / f"{slug}.md" for kind, slugs in named.items() for slug in slugs}
        for path in markdown_below(self._folder):
            if path not in files:
                kind = path.parent.name if path.parent.name in named else "topics"
                self._problem(path, 1, f"{HEADER} does not name this page.", f"Add `{path.stem}` to its `{kind}`.")
        for passage in tuple(self.findings.passages):
            if passage.key in named and passage.text:
                self._check_file(passage.key, passage.text, passage.line)

    def _check_file(self, kind: str, slug: str, line: int) -> None:
        header = self._folder / HEADER
        if not SLUG.fullmatch(slug):
            self._problem(header, line, f"{slug!r} in `{kind}` is no slug.", SLUG_RULE)
        elif not (self._folder / kind / f"{slug}.md").is_file():
            there = (path.stem for path in (self._folder / kind).glob("*.md") if is_ours(path))
            self._problem(header, line, f"There is no {kind}/{slug}.md.", did_you_mean(slug, there, otherwise=MAKE_IT))
            self.whole = False

    def _topics(self, kind: str, slugs: tuple[str, ...]) -> Iterator[Topic]:
        for slug, file, document in self._documents(kind, slugs):
            yield read_topic(document, slug=slug, file=file, findings=self.findings)

    def _steps(self, slugs: tuple[str, ...]) -> Iterator[Step]:
        for number, (slug, file, document) in enumerate(self._documents("steps", slugs), 1):
            yield read_step(document, slug=slug, number=number, file=file, findings=self.findings)

    def _documents(self, kind: str, slugs: tuple[str, ...]) -> Iterator[tuple[str, str, Document]]:
        for slug in slugs:
            path = self._folder / kind / f"{slug}.md"
            # A slug is checked before it becomes a path: "../../secret" is no page.
            if not SLUG.fullmatch(slug) or not path.is_file():
                continue
            file = self._name(path)
            try:
                yield slug, file, read_document(self._text(path), file=file)
            except BadYaml as error:
                self.findings.problems.extend(error.problems)
                self.whole = False

    def _text(self, path: Path) -> str:
        text = read_text(path, file=self._name(path))
        # By its place in the guide, so that it is the same version wherever the content folder is.
        self._hash.update(f"{path.relative_to(self._folder).as_posix()}\0{text}\0".encode())
        return text

    def _name(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix()

    def _problem(self, path: Path, line: int, message: str, suggestion: str) -> None:
        self.findings.problems.append(Problem(self._name(path), line, message, suggestion))
