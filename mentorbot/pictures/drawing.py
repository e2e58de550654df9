"""From a template and its values to a PNG; the only file that knows what draws it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from resvg_py import svg_to_bytes

from mentorbot.pictures.lettering import LEADING
from mentorbot.pictures.typeface import FAMILY, FILES

WIDTH: Final = 800
"""Of every picture, in units that are as large as a chat's pixels."""
SCALE: Final = 2
"""Pixels to a unit, so that a sharp screen has its own."""
MOST_ALT: Final = 1000
"""Characters of a description; Discord takes 1,024."""
COLOURS: Final = {
    "page": "#f4f3ef",
    "card": "#fffefb",
    "line": "#dbd8cf",
    "edge": "#8b8f88",
    "text": "#1d211f",
    "soft": "#565d59",
    "accent": "#1f6b52",
    "on_accent": "#ffffff",
    "tint": "#e6f0ea",
}
"""The local page's by day. Words are `text`, `soft` or `accent` on `page`, `card` or `tint`: at least 4.5 to 1."""

_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture, and all that it says in two or three sentences."""

    png: bytes
    alt: str


def described(*sentences: str) -> str:
    """A description of the sentences that are not empty, on one line, at most 1,000 characters."""
    text = " ".join("".join(each if each.isprintable() else " " for each in " ".join(sentences)).split())
    return text if len(text) <= MOST_ALT else text[: MOST_ALT - 1] + "…"


def svg(template: str, values: Mapping[str, object]) -> str:
    """The picture as SVG; every value is escaped."""
    return _TEMPLATES.get_template(template).render(**COLOURS, family=FAMILY, leading=LEADING, width=WIDTH, **values)


def png(drawing: str, *, scale: float = SCALE) -> bytes:
    """The SVG as PNG.

    That is a fifth of a second of computing in which nothing else of the process runs, on whatever thread it is called:
    the library keeps the interpreter to itself. So a picture is drawn when somebody asks for one, and never in a loop.
    """
    return bytes(
        svg_to_bytes(
            svg_string=drawing,
            zoom=scale,
            skip_system_fonts=True,  # the same picture on each machine; and without its own, it would draw no text
            font_files=[str(file) for file in FILES.values()],
        )
    )
