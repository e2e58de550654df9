"""The content's files: which count, and their text."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from mentorbot.guides.problem import Problem
from mentorbot.guides.yaml_nodes import BadYaml

BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They make a text read differently from how it is written."""


def is_ours(path: Path) -> bool:
    """Whether an author wrote it, not an editor or a file browser."""
    return not path.name.startswith((".", "#", "~")) and not path.name.endswith(("~", ".swp", ".tmp", ".bak"))


def visible(folder: Path) -> Iterator[Path]:
    """What is in the folder, in a stable order."""
    return (path for path in sorted(folder.iterdir()) if is_ours(path))


def markdown_below(folder: Path) -> Iterator[Path]:
    """Every Markdown file that could be a page."""
    for path in visible(folder):
        if path.is_dir():
            yield from markdown_below(path)
        elif path.suffix == ".md" and path.name != "README.md":
            yield path


def read_text(path: Path, *, file: str) -> str:
    """The text with Unix line ends; raises BadYaml when it is empty, not UTF-8 or holds control characters."""
    data = _bytes(path, file=file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadYaml(Problem(file, line, "This file is not UTF-8 text.", "Save it as UTF-8.")) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise BadYaml(Problem(file, 1, "This file is empty.", "Write it, or take it away."))
    if problems := tuple(_controls(text, file)):
        raise BadYaml(*problems)
    return text


def _bytes(path: Path, *, file: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadYaml(
            Problem(file, 1, f"This file cannot be read: {error.strerror}.", "See who may read it.")
        ) from error


def _controls(text: str, file: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.isprintable():  # nearly every one
            continue
        found = next((each for each in line if _is_control(each)), None)
        if found:
            yield Problem(
                file, number, f"An invisible control character (U+{ord(found):04X}) is in this line.", "Delete it."
            )


def _is_control(character: str) -> bool:
    if character.isprintable() or character == "\t":
        return False
    return unicodedata.category(character) in {"Cc", "Cn", "Co", "Zl", "Zp"} or character in BIDI_CONTROLS
