"""Whether somebody has changed the content."""

from pathlib import Path
from typing import TypeAlias

from mentorbot.guides.files import is_ours

Fingerprint: TypeAlias = frozenset[tuple[str, int, int]]
"""Each file's name, when it was changed (nanoseconds since 1970), and its size in bytes."""


def fingerprint(content_dir: Path) -> Fingerprint:
    """Differs when a file was written, made or taken away; files of editors do not count."""
    found: set[tuple[str, int, int]] = set()
    for path in content_dir.rglob("*"):
        if not all(map(_is_ours, path.relative_to(content_dir).parts)):
            continue
        try:
            told = path.stat()
        except FileNotFoundError:  # taken away a moment ago: it is not there
            continue
        if path.is_file():
            found.add((str(path), told.st_mtime_ns, told.st_size))
    return frozenset(found)


def _is_ours(name: str) -> bool:
    return is_ours(Path(name))
