"""Writes a message or a form as the plain text that a person would read."""

import html
import re
from collections.abc import Iterator

from tests.fakes.slack import rich_text
from tests.fakes.slack.rich_text import NameOf
from tests.fakes.slack.wire import Json

_TAG = re.compile(r"<([^<>]+)>")


def read_blocks(blocks: list[Json], name_of: NameOf) -> str:
    """Each block as its own paragraph."""
    return "\n\n".join("\n".join(_lines(block, name_of)) for block in blocks)


def read_mrkdwn(text: str, name_of: NameOf) -> str:
    """Mentions, links and dates as words; escapes undone."""
    return html.unescape(_TAG.sub(lambda tag: _read_tag(tag[1], name_of), text))


def _read_tag(tag: str, name_of: NameOf) -> str:
    target, _, label = tag.partition("|")
    match target[0]:
        case "@":
            return f"@{name_of(target[1:])}"
        case "#":
            return f"#{name_of(target[1:])}"
        case "!":
            return label if target.startswith("!date^") else f"@{target[1:]}"
        case _:
            return f"{label} ({target})" if label else target


def _lines(block: Json, name_of: NameOf) -> Iterator[str]:
    match block["type"]:
        case "header":
            yield f"# {block['text']['text']}"
        case "divider":
            yield "---"
        case "section":
            yield from _section(block, name_of)
        case "rich_text":
            yield rich_text.read(block, name_of)
        case "context":
            texts = [_text(each, name_of) for each in block["elements"] if each["type"] != "image"]
            yield f"({' '.join(texts)})"
        case "actions":
            yield " ".join(_element(each) for each in block["elements"])
        case "image":
            yield f"[image: {block['alt_text']}]"
        case "input":
            yield from _question(block)
        case _:
            yield _text(block, name_of)


def _question(block: Json) -> Iterator[str]:
    optional = " (optional)" if block.get("optional") else ""
    yield f"{block['label']['text']}{optional}: {_input(block['element'])}"
    if "hint" in block:
        yield f"  ({block['hint']['text']})"


def _section(block: Json, name_of: NameOf) -> Iterator[str]:
    if "text" in block:
        yield _text(block["text"], name_of)
    for each in block.get("fields", []):
        yield _text(each, name_of)
    if "accessory" in block:
        yield _element(block["accessory"])


def _text(text: Json, name_of: NameOf) -> str:
    if isinstance(text["text"], dict):
        return _text(text["text"], name_of)
    return str(text["text"]) if text["type"] == "plain_text" else read_mrkdwn(text["text"], name_of)


def _element(element: Json) -> str:
    if element["type"] == "button":
        mark = {"primary": "*", "danger": "!"}.get(element.get("style", ""), "")
        return f"[{mark}{element['text']['text']}{mark}]"
    options = " | ".join(option["text"]["text"] for option in element.get("options", []))
    return f"[{element.get('placeholder', {}).get('text', '…')} ▾ {options}]"


def _input(element: Json) -> str:
    if "options" in element:
        chosen = element.get("initial_option", {}).get("value")
        return " | ".join(
            f"({option['text']['text']})" if option["value"] == chosen else option["text"]["text"]
            for option in element["options"]
        )
    if element["type"] == "file_input":
        return "[a file]"
    return f"[{element.get('initial_value', '')}]"
