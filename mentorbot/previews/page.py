"""One self-contained page of HTML: a column for each platform, drawn from what it is sent."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from string import Template
from typing import Final

from mentorbot.chat.blocks import Attached
from mentorbot.platforms.local.render import render_reply
from mentorbot.previews.losses import RENDERINGS, losses
from mentorbot.previews.subjects import Subject

HERE: Final = Path(__file__).parent
STATIC: Final = HERE.parent / "platforms" / "local" / "static"
COLUMNS: Final = {"Slack": "slack", "Discord": "discord", "the local page": "local"}
"""What each platform's column is called in the style sheet."""

BELOW: Final = "Below is the last version that could be read."
NOTHING: Final = "There is nothing to show before this is put right."


def page(title: str, shown: Iterable[Subject], *, problems: Sequence[str] = (), version: int | None = None) -> str:
    """`problems` stand above the last good rendering; a page with a `version` looks whether there is another."""
    rows = "".join(map(_row, shown))
    return Template(_read(HERE / "page.html")).substitute(
        title=escape(title),
        style=_style(),
        problems=_problems(problems, below=BELOW if rows else NOTHING),
        rows=rows,
        script="" if version is None else _follows(version),
    )


def _follows(version: int) -> str:
    return f'<script data-version="{version}">{_read(HERE / "page.js")}</script>'


def _problems(problems: Sequence[str], *, below: str) -> str:
    if not problems:
        return ""
    listed = "".join(f"<li>{escape(each)}</li>" for each in problems)
    return f'<div class="problems" role="alert"><p>{below}</p><ul>{listed}</ul></div>'


def _row(subject: Subject) -> str:
    return (
        f'<section><h2>{escape(subject.name)} <code>{escape(subject.slug)}</code></h2><div class="columns">'
        f"{''.join(_columns(subject))}</div></section>"
    )


def _columns(subject: Subject) -> Iterator[str]:
    lost = dict(losses(subject))
    for platform, shown in RENDERINGS.items():
        cut = f'<p class="cut">Cut here: {escape(lost[platform])}</p>' if platform in lost else ""
        yield (
            f'<article class="{COLUMNS[platform]}"><p class="platform">{escape(platform)}</p>'
            '<div class="message"><span class="face" aria-hidden="true">m</span><div class="said">'
            '<p class="from"><b>mentorbot</b> <span class="app">APP</span> <span class="at">09:00</span></p>'
            f'<div class="body">{render_reply(shown(subject.reply), "UTC", _inside)}</div></div></div>{cut}</article>'
        )


def _inside(file: Attached) -> str:
    """In the page itself, which is on no server that would have it."""
    return f"data:{file.media_type};base64,{b64encode(file.content).decode()}"


@lru_cache(maxsize=1)
def _style() -> str:
    """The local page's own colours and blocks, kept to its column, and what Slack and Discord look like."""
    colours, _, _ = _read(STATIC / "page.css").partition("\n*, ")
    return f"{colours}\n.local {{\n{_read(STATIC / 'messages.css')}\n}}\n{_read(HERE / 'page.css')}"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
