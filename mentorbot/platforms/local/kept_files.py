"""What pictures and files hold: beside the transcript, by the hash of the content, so that a restart loses nothing."""

import logging
from collections import OrderedDict
from hashlib import sha256
from pathlib import Path
from typing import Final

KEPT: Final = 200
"""Files; older ones are forgotten."""
KEPT_BYTES: Final = 64 * 1024 * 1024
"""Of all files together."""
_UNFINISHED: Final = ".new"

_log = logging.getLogger(__name__)


class KeptFiles:
    """The newest contents, in memory, and in a folder when there is one."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._contents: OrderedDict[str, bytes] = OrderedDict()
        if folder is not None and folder.is_dir():
            self._load(folder)

    def keep(self, content: bytes) -> None:
        """Keep it as the newest; the oldest give way."""
        name = name_of(content)
        known = name in self._contents
        self._contents[name] = content
        self._contents.move_to_end(name)
        self._write(name, None if known else content)
        while len(self._contents) > KEPT or sum(map(len, self._contents.values())) > KEPT_BYTES:
            self._forget(next(iter(self._contents)))

    def find(self, name: str) -> bytes:
        """The content of that hash; empty when it is forgotten."""
        return self._contents.get(name, b"")

    def _write(self, name: str, content: bytes | None) -> None:
        """Put it there, or only say that it was used again; renamed when it is whole, so that none is half there."""
        if self._folder is None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if content is not None:
                (self._folder / (name + _UNFINISHED)).write_bytes(content)
                (self._folder / (name + _UNFINISHED)).replace(self._folder / name)
            (self._folder / name).touch()
        except OSError as problem:
            _log.warning("A file of the local workspace could not be written: %s", problem)

    def _forget(self, name: str) -> None:
        del self._contents[name]
        if self._folder is None:
            return
        try:
            (self._folder / name).unlink(missing_ok=True)
        except OSError as problem:
            _log.warning("A file of the local workspace could not be removed: %s", problem)

    def _load(self, folder: Path) -> None:
        """Whatever else is in the folder is none of ours."""
        try:
            files = [each for each in folder.iterdir() if each.is_file()]
            for file in sorted(files, key=lambda each: each.stat().st_mtime_ns):
                content = file.read_bytes()
                if file.name == name_of(content):
                    self._contents[file.name] = content
        except OSError as problem:
            _log.warning("The files of the local workspace could not be read: %s", problem)


def name_of(content: bytes) -> str:
    """The SHA-256 of a content, which is its name here."""
    return sha256(content).hexdigest()
