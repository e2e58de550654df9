"""Markdown that a chat platform cannot draw, line by line."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

CODE = re.compile(r"`[^`]*`")
LINK = re.compile(r"\[[^\]]*\]\(([^)]*)\)")
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
SLUG_LINK = re.compile(r"(?:page|task):[a-z0-9]+(?:-[a-z0-9]+)*")
ITEM = r"(?:[-*+]|\d+[.)])\s"

BLOCK_RULES = tuple(
    (re.compile(pattern), message)
    for pattern, message in (
        (r"^ {0,3}(?:```|~~~)", "Blocks of code are not drawn everywhere; use `code` in a sentence."),
        (r"^ {0,3}#(?!#)", "A page has its title already; headings start with ##."),
        (r"^ {0,3}#{3,}", "There is one level of headings, ##."),
        (r"^##\S", "A heading has a space after ##."),
        (r"^\s*\|", "Tables are not drawn everywhere; use a list."),
        (r"^\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$", "Tables are not drawn everywhere; use a list."),
        (r"^ {0,3}(?:-{2,}|\*{3,}|_{3,}|={2,})\s*$", "Rules and underlined headings are not drawn everywhere."),
        (rf"^\s+{ITEM}", "Lists have one level; nested lists are not drawn everywhere."),
        (r"^[*+]\s", "Write list items with `-`."),
        (r"^\d+\)\s", "Write numbered items with `1.`."),
        (rf"^>\s*(?:>|{ITEM})", "A quote holds plain sentences, no lists or further quotes."),
        (r"^ {0,3}\[[^\]]+\]:", "Write a link where it is used: [text](https://…)."),
    )
)
INLINE_RULES = tuple(
    (re.compile(pattern), message)
    for pattern, message in (
        (r"!\[", "Images are not drawn everywhere."),
        (r"<[A-Za-z/!][^>]*>", "HTML is not drawn everywhere."),
        (r"~~", "Crossed-out text is not drawn everywhere."),
        (r"\]\[", "Write a link where it is used: [text](https://…)."),
    )
)
MARKS = re.compile(r"\*|`|\]\(")


def body_faults(line: str) -> Iterator[str]:
    """What is wrong with one line of a page's body."""
    yield from (message for rule, message in BLOCK_RULES if rule.search(line))
    bare = CODE.sub("code", line)
    yield from (message for rule, message in INLINE_RULES if rule.search(bare))
    for target in LINK.findall(bare):
        if not SLUG_LINK.fullmatch(target):
            yield from _url_faults(target)


def inline_faults(text: str) -> Iterator[str]:
    """What is wrong with a task's text: bold, italic, code and https links are all it may hold."""
    bare = CODE.sub("code", text)
    yield from (message for rule, message in INLINE_RULES if rule.search(bare))
    if bare.count("**") % 2:
        yield "A `**` has no partner."
    for target in LINK.findall(bare):
        if target.startswith(("page:", "task:")):
            yield f"A link to {target} works only in the body of a page."
        else:
            yield from _url_faults(target)


def plain_faults(text: str) -> Iterator[str]:
    """What is wrong with a title or a phrasing, which stands in buttons and headings."""
    if MARKS.search(text):
        yield "This text is shown as it is: no marks and no links."


def _url_faults(url: str) -> Iterator[str]:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    if parts.scheme != "https":
        yield f"A link leads to https://…, page:… or task:…, not to {url!r}."
    elif not HOST.fullmatch(host) or re.search(r"\s", url):
        yield f"{url!r} is not a web address."
