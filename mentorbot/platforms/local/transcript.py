"""What everybody saw, in order: in memory, and in an append-only file of JSON lines when there is one."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from mentorbot.chat.ids import UserId
from mentorbot.chat.reply import Reply
from mentorbot.platforms.local.entries import Entry, Origin, read_line, write_line
from mentorbot.platforms.local.kept_files import KeptFiles

KEPT: Final = 2000
"""Entries; older ones are forgotten."""
READ_BACK: Final = 8 * 1024 * 1024
"""Bytes of the end of the file that are read at a start."""

_log = logging.getLogger(__name__)


class Transcript:
    """Entries by number; whoever watches is woken at every change."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self.files = KeptFiles(path.with_name(f"{path.stem}-files") if path is not None else None)
        self._entries: dict[int, Entry] = {}
        self._last_id = 0
        self._watchers: set[asyncio.Event] = set()
        self._torn = False
        self.change = 0
        """The number of the newest change; 0 when there was none."""
        if path is not None and path.exists():
            self._load(path)

    def __iter__(self) -> Iterator[Entry]:
        return iter(sorted(self._entries.values(), key=lambda each: each.id))

    def entry(self, number: int) -> Entry | None:
        """The entry of that number as it is now."""
        return self._entries.get(number)

    def delivered(self, key: str, person: UserId) -> Entry | None:
        """The entry that a parcel of this key has become."""
        theirs = (each for each in self._entries.values() if each.person == person)
        return next((each for each in theirs if each.key == key), None)

    def since(self, change: int) -> list[Entry]:
        """What is new or different after that change, oldest change first."""
        newer = (each for each in self._entries.values() if each.change > change)
        return sorted(newer, key=lambda each: each.change)

    def add(
        self,
        *,
        at: datetime,
        origin: Origin,
        person: UserId,
        public: bool,
        body: str | Reply,
        key: str = "",
    ) -> Entry:
        """Append; `at` is aware UTC."""
        return self._keep(
            Entry(
                id=self._last_id + 1,
                change=self.change + 1,
                at=at,
                origin=origin,
                person=person,
                public=public,
                body=body,
                key=key,
            )
        )

    def replace(self, number: int, body: Reply) -> Entry | None:
        """Say something else in the place of an entry; None when that entry is forgotten."""
        entry = self._entries.get(number)
        if entry is None:
            return None
        return self._keep(replace(entry, change=self.change + 1, body=body))

    @contextmanager
    def watched(self) -> Iterator[asyncio.Event]:
        """An event that is set at every change, while somebody watches."""
        changed = asyncio.Event()
        self._watchers.add(changed)
        try:
            yield changed
        finally:
            self._watchers.discard(changed)

    def wake(self) -> None:
        """Let everybody who watches look again."""
        for changed in self._watchers:
            changed.set()

    def _keep(self, entry: Entry) -> Entry:
        self._remember(entry)
        for each in entry.body.attached if isinstance(entry.body, Reply) else ():
            self.files.keep(each.content)
        self._append(write_line(entry))
        self.wake()
        return entry

    def _remember(self, entry: Entry) -> None:
        self._entries[entry.id] = entry
        self._last_id = max(self._last_id, entry.id)
        self.change = max(self.change, entry.change)
        while len(self._entries) > KEPT:
            del self._entries[min(self._entries)]

    def _append(self, line: str) -> None:
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="ascii") as file:
                file.write("\n" + line if self._torn else line)
            self._torn = False
        except OSError as problem:
            self._torn = True
            _log.warning("The transcript of the local workspace could not be written: %s", problem)

    def _load(self, path: Path) -> None:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            start = max(0, size - READ_BACK)
            file.seek(start)
            text = file.read(READ_BACK)
        lines = text.split(b"\n")
        self._torn = bool(lines.pop())
        for line in lines[1:] if start else lines:
            self._load_line(line)

    def _load_line(self, line: bytes) -> None:
        if not line:
            return
        try:
            self._remember(read_line(line, self.files.find))
        except ValueError as problem:
            _log.warning("A line of the local workspace's transcript was left out: %s", problem)
