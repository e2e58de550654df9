"""Checks `rich_text` blocks, and writes them as plain text."""

from collections.abc import Callable, Iterator

from tests.fakes.slack.wire import Json

NameOf = Callable[[str], str]
_PARTS = {"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"}
_NEEDS = {
    "text": "text",
    "link": "url",
    "user": "user_id",
    "channel": "channel_id",
    "emoji": "name",
    "date": "format",
    "broadcast": "range",
}
_STYLES = {"bold", "italic", "strike", "code"}


def check(block: Json) -> Iterator[str]:
    """What Slack would refuse."""
    if not isinstance(block.get("elements"), list):
        yield "elements: must be an array"
        return
    for part in block["elements"]:
        if part.get("type") not in _PARTS:
            yield f"unsupported rich text: {part.get('type')}"
        elif part["type"] == "rich_text_list":
            yield from _list(part)
        else:
            yield from _inline(part)


def _list(part: Json) -> Iterator[str]:
    if part.get("style") not in {"bullet", "ordered"}:
        yield "style: must be bullet or ordered"
    for item in part.get("elements", []):
        if item.get("type") != "rich_text_section":
            yield "a list holds sections"
        yield from _inline(item)


def _inline(part: Json) -> Iterator[str]:
    for element in part.get("elements", []):
        need = _NEEDS.get(element.get("type"))
        if need is None:
            yield f"unsupported element: {element.get('type')}"
        elif not element.get(need):
            yield f"{element['type']}: missing {need}"
        if element.get("type") == "date" and not isinstance(element.get("timestamp"), int):
            yield "date: timestamp must be an integer"
        if not set(element.get("style", {})) <= _STYLES:
            yield "style: unknown"


def read(block: Json, name_of: NameOf) -> str:
    """The block as a person would copy it into a text file."""
    return "\n".join(_read_part(part, name_of) for part in block["elements"])


def _read_part(part: Json, name_of: NameOf) -> str:
    match part["type"]:
        case "rich_text_list":
            return "\n".join(_read_items(part, name_of))
        case "rich_text_quote":
            return "\n".join(f"> {each}" for each in _read_inline(part, name_of).split("\n"))
        case _:
            return _read_inline(part, name_of)


def _read_items(part: Json, name_of: NameOf) -> Iterator[str]:
    for number, item in enumerate(part["elements"], start=1):
        mark = f"{number}." if part["style"] == "ordered" else "•"
        yield f"{mark} {_read_inline(item, name_of)}"


def _read_inline(part: Json, name_of: NameOf) -> str:
    return "".join(_styled(_read_element(each, name_of), each.get("style", {})) for each in part["elements"])


def _read_element(element: Json, name_of: NameOf) -> str:
    match element["type"]:
        case "link":
            return f"{element.get('text', element['url'])} ({element['url']})"
        case "user":
            return f"@{name_of(element['user_id'])}"
        case "channel":
            return f"#{name_of(element['channel_id'])}"
        case "emoji":
            return f":{element['name']}:"
        case "date":
            return str(element.get("fallback") or element["timestamp"])
        case "broadcast":
            return f"@{element['range']}"
        case _:
            return str(element["text"])


def _styled(text: str, style: Json) -> str:
    for name, mark in (("code", "`"), ("italic", "_"), ("bold", "*")):
        if style.get(name) and text.strip():
            text = f"{mark}{text}{mark}"
    return text
