"""A new guide: whole as to its parts, with a mark at every text that is still to be written."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Template
from typing import Final

from mentorbot.guides.keys import SLUG, SLUG_RULE
from mentorbot.guides.schema import SLUG_LENGTH

TEMPLATE: Final = Path(__file__).parent / "template"


class BadSlug(Exception):
    """The name cannot be that of a guide's folder; the text is a sentence."""


def new_guide(content_dir: Path, slug: str, *, today: date) -> Path:
    """Make the folder and return it. Raises BadSlug, and FileExistsError rather than write over anything."""
    if not SLUG.fullmatch(slug) or len(slug) > SLUG_LENGTH:
        raise BadSlug(f"{slug!r} is no name for a guide's folder. {SLUG_RULE} It has at most {SLUG_LENGTH} characters.")
    folder = content_dir / slug
    if folder.exists():
        raise FileExistsError(f"There is {folder} already, and it stays as it is. Choose another name.")
    # A name that begins with a dot is no content, so that nobody reads a guide half made.
    draft = content_dir / f".{slug}"
    draft.mkdir()
    title = slug.replace("-", " ").title()
    for path, text in _files():
        (draft / path).parent.mkdir(exist_ok=True)
        (draft / path).write_text(Template(text).substitute(title=title, today=today), encoding="utf-8")
    return draft.rename(folder)


def _files() -> Iterator[tuple[Path, str]]:
    for path in sorted(TEMPLATE.rglob("*")):
        if path.is_file():
            yield path.relative_to(TEMPLATE), path.read_text(encoding="utf-8")
