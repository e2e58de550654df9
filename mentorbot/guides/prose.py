"""Markdown that a chat platform cannot draw, line by line."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from mentorbot.guides.problem import Fault

CODE = re.compile(r"`[^`]*`")
LINK = re.compile(r"\[[^\]]*\]\(([^)]*)\)")
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
SLUG_LINK = re.compile(r"(?:page|task):[a-z0-9]+(?:-[a-z0-9]+)*")
INLINE_LINK: Fault = "A link's address stands away from it.", "Write a link where it is used: [text](https://…)."
HEADINGS = "Write a heading as `## Heading`."
NO_MARKS = "This text is shown as it is: no marks and no links.", "Write plain words."
ITEM = r"(?:[-*+]|\d+[.)])\s"

BLOCK_RULES = tuple(
    (re.compile(pattern), (message, suggestion))
    for pattern, message, suggestion in (
        (r"^ {0,3}(?:```|~~~)", "Blocks of code are not drawn everywhere.", "Use `code` in a sentence."),
        (r"^ {0,3}#(?!#)", "A page has its title already.", "Headings start with ##."),
        (r"^ {0,3}#{3,}", "There is one level of headings, ##.", "Make it one of these, or a bold word."),
        (r"^##\S", "A heading has a space after ##.", "Put it there."),
        (r"^\s*\|", "Tables are not drawn everywhere.", "Use a list."),
        (r"^\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$", "Tables are not drawn everywhere.", "Use a list."),
        (
            r"^ {0,3}(?:-{2,}|\*{3,}|_{3,}|={2,})\s*$",
            "Rules and underlined headings are not drawn everywhere.",
            HEADINGS,
        ),
        (rf"^\s+{ITEM}", "Lists have one level; nested lists are not drawn everywhere.", "Move it to the margin."),
        (r"^[*+]\s", "This mark of a list is not used here.", "Write list items with `-`."),
        (r"^\d+\)\s", "This mark of a list is not used here.", "Write numbered items with `1.`."),
        (
            rf"^>\s*(?:>|{ITEM})",
            "A quote holds plain sentences, no lists or further quotes.",
            "Write it as one of these.",
        ),
        (r"^ {0,3}\[[^\]]+\]:", *INLINE_LINK),
    )
)
INLINE_RULES = tuple(
    (re.compile(pattern), (message, suggestion))
    for pattern, message, suggestion in (
        (r"!\[", "Images are not drawn everywhere.", "Link to it: [text](https://…)."),
        (r"<[A-Za-z/!][^>]*>", "HTML is not drawn everywhere.", "Write it in words, or as `code`."),
        (r"~~", "Crossed-out text is not drawn everywhere.", "Leave it out."),
        (r"\]\[", *INLINE_LINK),
    )
)
MARKS = re.compile(r"\*|`|\]\(")


def body_faults(line: str) -> Iterator[Fault]:
    """What is wrong with one line of a page's body."""
    yield from (fault for rule, fault in BLOCK_RULES if rule.search(line))
    bare = CODE.sub("code", line)
    yield from (fault for rule, fault in INLINE_RULES if rule.search(bare))
    for target in LINK.findall(bare):
        if not SLUG_LINK.fullmatch(target):
            yield from _url_faults(target)


def inline_faults(text: str) -> Iterator[Fault]:
    """What is wrong with a task's text: bold, italic, code and https links are all it may hold."""
    bare = CODE.sub("code", text)
    yield from (fault for rule, fault in INLINE_RULES if rule.search(bare))
    if bare.count("**") % 2:
        yield "A `**` has no partner.", "Close it, or take it away."
    for target in LINK.findall(bare):
        if target.startswith(("page:", "task:")):
            yield f"A link to {target} works only in the body of a page.", "Write the words alone."
        else:
            yield from _url_faults(target)


def plain_faults(text: str) -> Iterator[Fault]:
    """What is wrong with a title or a phrasing, which stands in buttons and headings."""
    if MARKS.search(text):
        yield NO_MARKS


def _url_faults(url: str) -> Iterator[Fault]:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    if parts.scheme != "https":
        yield f"A link leads to https://…, page:… or task:…, not to {url!r}.", "Write the whole address."
    elif not HOST.fullmatch(host) or re.search(r"\s", url):
        yield f"{url!r} is not a web address.", "Copy it from the browser."
