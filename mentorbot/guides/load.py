"""The content folder as a Library of guides, or every reason why it cannot be one."""

from collections.abc import Iterator
from pathlib import Path

from mentorbot.guides.files import visible
from mentorbot.guides.folder import HEADER, Draft, read_folder
from mentorbot.guides.library import Library
from mentorbot.guides.problem import ContentProblems, Problem
from mentorbot.guides.references import dead_references, doubled_slugs


def load_library(content_dir: Path) -> Library:
    """Raises ContentProblems with all of them, never only the first."""
    drafts, problems = read_drafts(content_dir)
    if problems:
        raise ContentProblems(problems)
    guides = sorted((draft.guide for draft in drafts if draft.guide), key=lambda guide: (not guide.first, guide.slug))
    return Library({guide.slug: guide for guide in guides})


def read_drafts(content_dir: Path) -> tuple[tuple[Draft, ...], list[Problem]]:
    """Every guide's folder as far as it can be read, and what keeps the bot from running."""
    content_dir = content_dir.resolve()
    if not content_dir.is_dir():
        return (), [Problem(content_dir.name, 1, f"There is no content folder at {content_dir}.", "See CONTENT_DIR.")]
    folders = [path for path in visible(content_dir) if path.is_dir()]
    if not folders:
        return (), [Problem(content_dir.name, 1, "There is no guide here.", f"A guide is a folder with a {HEADER}.")]
    drafts = tuple(read_folder(folder, root=content_dir.parent) for folder in folders)
    return drafts, [problem for draft in drafts for problem in _problems(draft, content_dir)]


def _problems(draft: Draft, content_dir: Path) -> Iterator[Problem]:
    yield from draft.findings.problems
    if draft.guide:
        header = f"{content_dir.name}/{draft.name}/{HEADER}"
        if draft.whole:
            yield from dead_references(draft.guide, draft.findings.passages)
        yield from doubled_slugs(draft.guide, draft.findings, header=header)
