"""Checks blocks as Slack does, and says what is wrong with them."""

import json
from collections.abc import Callable, Iterator

from tests.fakes.slack import limits, rich_text
from tests.fakes.slack.elements import check_element, check_text
from tests.fakes.slack.wire import Json, SlackError

Problems = Iterator[str]
MESSAGE = frozenset(
    {"section", "header", "divider", "context", "actions", "image", "markdown", "rich_text", "input"},
)
VIEW = (MESSAGE | {"alert"}) - {"markdown"}


def check_message(blocks: object) -> None:
    """Raise what Slack answers to a message with these blocks."""
    found = [*problems(blocks, allowed=MESSAGE, most=limits.MESSAGE_BLOCKS), *_of_views(blocks)]
    if found:
        raise SlackError("invalid_blocks", found)
    if len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) > limits.BLOCKS_JSON:
        raise SlackError("msg_blocks_too_long")


def _of_views(blocks: object) -> Problems:
    """What only a view may hold."""
    for block in blocks if isinstance(blocks, list) else []:
        if isinstance(block, dict) and (block.get("element") or {}).get("type") == "file_input":
            yield "unsupported element: file_input"


def problems(blocks: object, *, allowed: frozenset[str], most: int) -> Problems:
    """Every limit that these blocks break."""
    if not isinstance(blocks, list):
        yield "must be an array of blocks"
        return
    if len(blocks) > most:
        yield f"no more than {most} items allowed [json-pointer:/blocks]"
    names = [block.get("block_id") for block in blocks if isinstance(block, dict) and "block_id" in block]
    if len(names) != len(set(names)):
        yield "block_id must be unique"
    for index, block in enumerate(blocks):
        for problem in _block(block, allowed):
            yield f"{problem} [json-pointer:/blocks/{index}]"


def _block(block: object, allowed: frozenset[str]) -> Problems:
    if not isinstance(block, dict) or block.get("type") not in allowed:
        yield f"unsupported type: {block.get('type') if isinstance(block, dict) else block}"
        return
    if len(block.get("block_id", "")) > limits.ID:
        yield f"block_id: must be at most {limits.ID} characters"
    yield from _CHECKS[block["type"]](block)


def _section(block: Json) -> Problems:
    if "text" not in block and "fields" not in block:
        yield "section needs text or fields"
    if "text" in block:
        yield from check_text(block["text"], most=limits.SECTION_TEXT, where="text")
    fields = block.get("fields", ["there are none"])
    if not 1 <= len(fields) <= limits.SECTION_FIELDS:
        yield f"fields: 1 to {limits.SECTION_FIELDS} items"
    for each in block.get("fields", []):
        yield from check_text(each, most=limits.FIELD_TEXT, where="fields")
    if "accessory" in block:
        yield from check_element(block["accessory"])


def _header(block: Json) -> Problems:
    yield from check_text(block.get("text"), most=limits.HEADER_TEXT, where="header", plain=True)


def _context(block: Json) -> Problems:
    elements = block.get("elements", [])
    if not 1 <= len(elements) <= limits.CONTEXT_ELEMENTS:
        yield f"elements: 1 to {limits.CONTEXT_ELEMENTS} items"
    for element in elements:
        if element.get("type") == "image":
            yield from _image(element)
        else:
            yield from check_text(element, most=limits.CONTEXT_TEXT, where="context")


def _actions(block: Json) -> Problems:
    elements = block.get("elements", [])
    if not 1 <= len(elements) <= limits.ACTIONS:
        yield f"elements: 1 to {limits.ACTIONS} items"
    names = [each["action_id"] for each in elements if "action_id" in each]
    if len(names) != len(set(names)):
        yield "action_id must be unique within a block"
    for element in elements:
        yield from check_element(element)


def _image(block: Json) -> Problems:
    if not 1 <= len(block.get("alt_text", "")) <= limits.IMAGE_ALT:
        yield f"alt_text: 1 to {limits.IMAGE_ALT} characters"
    if not 1 <= len(block.get("image_url", "")) <= limits.URL:
        yield f"image_url: 1 to {limits.URL} characters"


def _markdown(block: Json) -> Problems:
    if not 1 <= len(block.get("text", "")) <= limits.MARKDOWN_TEXT:
        yield f"text: 1 to {limits.MARKDOWN_TEXT} characters"


def _input(block: Json) -> Problems:
    yield from check_text(block.get("label"), most=limits.INPUT_LABEL, where="label", plain=True)
    if "hint" in block:
        yield from check_text(block["hint"], most=limits.INPUT_HINT, where="hint", plain=True)
    yield from check_element(block.get("element"), inside_input=True)


def _alert(block: Json) -> Problems:
    yield from check_text(block.get("text"), most=limits.SECTION_TEXT, where="alert")


def _nothing(_: Json) -> Problems:
    yield from ()


_CHECKS: dict[str, Callable[[Json], Problems]] = {
    "section": _section,
    "header": _header,
    "divider": _nothing,
    "context": _context,
    "actions": _actions,
    "image": _image,
    "markdown": _markdown,
    "rich_text": rich_text.check,
    "input": _input,
    "alert": _alert,
}
