"""The guides' Markdown as blocks and spans; what is outside the subset stays readable text."""

from collections.abc import Iterator, Mapping
from html import unescape
from typing import Final, TypeAlias

import mistune

from mentorbot.chat.blocks import Block, Bullets, Heading, Quote, Text
from mentorbot.chat.spans import Code, Emphasis, Line, Link, Span, Strong, plain

Token: TypeAlias = Mapping[str, object]

_MARKDOWN: Final = mistune.create_markdown(renderer="ast")


def blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks of a page's body, in order."""
    return tuple(block for token in _tokens(_MARKDOWN(markdown)) for block in _blocks(token))


def inline(markdown: str) -> Line:
    """One paragraph's spans, such as a task's text; lists and headings mean nothing here."""
    return _joined(_spans(_tokens(_MARKDOWN.inline(markdown, {}))))


def _blocks(token: Token) -> Iterator[Block]:
    match token["type"]:
        case "heading":
            yield Heading(plain(_line(token)))
        case "paragraph" | "block_text":
            yield from _not_empty(Text(_line(token)))
        case "list":
            yield Bullets(tuple(_items(token)), numbered=_is_numbered(token))
        case "block_quote":
            yield from _not_empty(Quote(_line(token)))
        case "block_code":
            yield Text((Code(_raw(token).rstrip("\n")),))
        case "block_html":
            yield from _not_empty(Text((_raw(token).strip(),)))
        case _:
            return


def _not_empty(block: Text | Quote) -> Iterator[Block]:
    if plain(block.spans).strip():
        yield block


def _items(token: Token) -> Iterator[Line]:
    """One line for each item; a nested list's items follow the item that holds them."""
    for item in _children(token):
        nested = [child for child in _children(item) if child["type"] == "list"]
        rest = (child for child in _children(item) if child["type"] != "list")
        yield _joined(_spans(rest))
        for child in nested:
            yield from _items(child)


def _line(token: Token) -> Line:
    return _joined(_spans(_children(token)))


def _spans(tokens: Iterator[Token]) -> Iterator[Span]:
    """The spans below; where a block follows another (a quote's second paragraph) a line break parts them."""
    started = False
    for token in tokens:
        if token["type"] in ("paragraph", "block_text", "heading", "block_quote", "list_item", "list"):
            if started:
                yield "\n"
            yield from _spans(_children(token))
        else:
            yield from _span(token)
        started = True


def _span(token: Token) -> Iterator[Span]:
    match token["type"]:
        case "strong":
            yield Strong(_line(token))
        case "emphasis":
            yield Emphasis(_line(token))
        case "codespan" | "block_code":
            yield Code(_raw(token).rstrip("\n"))
        case "link" | "image":
            yield _link(_line(token), _url(token))
        case "softbreak":
            yield " "
        case "linebreak":
            yield "\n"
        case "text":
            yield unescape(_raw(token))
        case _:
            yield _raw(token)


def _link(text: Line, url: str) -> Span:
    if url.startswith(("https://", "http://")):
        return Link(plain(text), url)
    # A page or a task of the guide: the message shows which words lead on, a button below goes there.
    return Emphasis(text)


def _joined(spans: Iterator[Span]) -> Line:
    """Neighbouring texts as one, and no empty ones."""
    line: list[Span] = []
    for span in spans:
        if isinstance(span, str) and line and isinstance(line[-1], str):
            line[-1] += span
        elif span != "":
            line.append(span)
    return tuple(line)


def _children(token: Token) -> Iterator[Token]:
    return _tokens(token.get("children"))


def _tokens(value: object) -> Iterator[Token]:
    return (each for each in value if isinstance(each, Mapping)) if isinstance(value, list) else iter(())


def _raw(token: Token) -> str:
    return str(token.get("raw", ""))


def _url(token: Token) -> str:
    attributes = token.get("attrs")
    return str(attributes.get("url", "")) if isinstance(attributes, Mapping) else ""


def _is_numbered(token: Token) -> bool:
    attributes = token.get("attrs")
    return isinstance(attributes, Mapping) and bool(attributes.get("ordered"))
