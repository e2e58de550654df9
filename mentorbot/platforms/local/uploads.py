"""The files that people gave on the page, in memory: enough to try things out, gone with the process."""

import re
from collections import OrderedDict
from secrets import token_hex
from typing import Final

from mentorbot.chat.given_files import check_size
from mentorbot.chat.ids import FileId
from mentorbot.chat.platform import NoSuchFile

LARGEST: Final = 10_000_000
"""Bytes, as on Slack and Discord."""
KEPT: Final = 10
"""Files; the oldest goes first."""
_GONE: Final = "I don't have that file any more: I keep the last {kept}, until I'm restarted. Please attach it again."
_ODD: Final = re.compile(r"[^\w.-]+")
_NAME: Final = 60
"""Characters of a file's name that are shown."""


class Uploads:
    """Each under a name of its own: a few characters nobody can guess, and what the file is called."""

    def __init__(self) -> None:
        self._kept: OrderedDict[FileId, bytes] = OrderedDict()

    def keep(self, name: str, content: bytes) -> FileId:
        """Keep it; raises FileTooLarge."""
        check_size(len(content), LARGEST)
        named = _ODD.sub("-", name).strip("-.")[-_NAME:] or "file"
        file = FileId(f"{token_hex(4)}-{named}")
        self._kept[file] = content
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return file

    def read(self, file: FileId, limit: int) -> bytes:
        """What is in it; raises NoSuchFile or FileTooLarge."""
        content = self._kept.get(file)
        if content is None:
            raise NoSuchFile(_GONE.format(kept=KEPT))
        check_size(len(content), limit)
        return content
