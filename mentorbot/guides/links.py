"""The addresses on the web that a guide leads to."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mentorbot.guides.load import read_drafts
from mentorbot.guides.prose import CODE, LINK


@dataclass(frozen=True, slots=True)
class WebLink:
    """An address and where it is written."""

    file: str
    line: int
    url: str


def web_links(content_dir: Path) -> Iterator[WebLink]:
    """Every link to https://…, in the order of files and lines."""
    drafts, _ = read_drafts(content_dir)
    for draft in drafts:
        for passage in draft.findings.passages:
            for number, line in enumerate(passage.text.split("\n"), passage.line):
                for url in LINK.findall(CODE.sub("", line)):
                    if url.startswith("https://"):
                        yield WebLink(passage.file, number, url)
