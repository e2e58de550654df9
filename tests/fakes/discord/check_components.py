"""Checks the components of messages and modals as Discord does."""

from collections.abc import Callable, Iterator
from typing import Final

from tests.fakes.discord import limits
from tests.fakes.discord.errors import Faults, Json

ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
SELECTS: Final = {STRING_SELECT, 5, 6, 7, 8}
SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL, FILE_UPLOAD = 9, 10, 12, 13, 14, 17, 18, 19
_LINK = 5
CDN: Final = "https://cdn.discord.local/attachments"
"""Where the files are that a message shows already."""


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component, nested ones too, from top to bottom."""
    for each in components:
        yield each
        yield from walk(each.get("components") or [])
        yield from walk([each[key] for key in ("accessory", "component") if each.get(key)])


def check_layout(faults: Faults, components: list[Json]) -> None:
    """A message of Components V2."""
    everything = list(walk(components))
    if len(everything) > limits.COMPONENTS:
        faults.add("components", f"Must be {limits.COMPONENTS} or fewer in total.")
    if sum(len(each.get("content") or "") for each in everything) > limits.TEXT:
        faults.add("components", f"The displayable text exceeds {limits.TEXT} characters.")
    _check_ids(faults, everything)
    for index, each in enumerate(components):
        _check(faults, f"components.{index}", each, _IN_LAYOUT)


def check_rows(faults: Faults, components: list[Json]) -> None:
    """A message without Components V2: at most five action rows."""
    faults.count("components", components, low=0, high=limits.ROWS)
    _check_ids(faults, list(walk(components)))
    for index, each in enumerate(components):
        _check(faults, f"components.{index}", each, {ROW: _check_row})


def check_modal(faults: Faults, data: Json) -> None:
    faults.length("data.title", data.get("title"), high=limits.MODAL_TITLE)
    faults.length("data.custom_id", data.get("custom_id"), high=limits.CUSTOM_ID)
    faults.count("data.components", data.get("components"), high=limits.MODAL_PARTS)
    components = data.get("components") or []
    _check_ids(faults, list(walk(components)))
    for index, each in enumerate(components):
        _check(faults, f"data.components.{index}", each, {LABEL: _check_label, TEXT: _check_text})


_Check = Callable[[Faults, str, Json], None]


def _check(faults: Faults, path: str, component: Json, allowed: dict[int, _Check]) -> None:
    check = allowed.get(component.get("type", 0))
    if check is None:
        faults.add(f"{path}.type", f"Component type {component.get('type')} is not allowed here.")
    else:
        check(faults, path, component)


def _check_ids(faults: Faults, components: list[Json]) -> None:
    named = [each["custom_id"] for each in components if each.get("custom_id")]
    for twice in {each for each in named if named.count(each) > 1}:
        faults.add("components", f"Component custom id cannot be duplicated: {twice}")
    numbers = [each["id"] for each in components if each.get("id")]
    if len(set(numbers)) < len(numbers) or not all(0 < each <= limits.COMPONENT_NUMBER for each in numbers):
        faults.add("components", "Component ids are 32-bit integers, each given once.")


def _check_text(faults: Faults, path: str, component: Json) -> None:
    faults.length(f"{path}.content", (component.get("content") or "").strip(), high=limits.TEXT)


def _check_separator(faults: Faults, path: str, component: Json) -> None:
    if component.get("spacing", 1) not in {1, 2}:
        faults.add(f"{path}.spacing", "Value must be one of {1, 2}.")


def _check_gallery(faults: Faults, path: str, component: Json) -> None:
    faults.count(f"{path}.items", component.get("items"), high=limits.GALLERY_ITEMS)
    for index, each in enumerate(component.get("items") or []):
        faults.at_most(f"{path}.items.{index}.description", each.get("description"), high=limits.DESCRIPTION)
        if not str((each.get("media") or {}).get("url", "")).startswith(("attachment://", "https://", "http://")):
            faults.add(f"{path}.items.{index}.media.url", "Scheme must be one of ('attachment', 'http', 'https').")


def _check_file(faults: Faults, path: str, component: Json) -> None:
    if not str((component.get("file") or {}).get("url", "")).startswith(("attachment://", CDN)):
        faults.add(f"{path}.file.url", "Scheme must be one of ('attachment',).")


def _check_container(faults: Faults, path: str, component: Json) -> None:
    faults.count(f"{path}.components", component.get("components"), high=limits.COMPONENTS)
    inside = {kind: check for kind, check in _IN_LAYOUT.items() if kind != CONTAINER}
    for index, each in enumerate(component.get("components") or []):
        _check(faults, f"{path}.components.{index}", each, inside)


def _check_section(faults: Faults, path: str, component: Json) -> None:
    faults.count(f"{path}.components", component.get("components"), high=limits.SECTION_TEXTS)
    for index, each in enumerate(component.get("components") or []):
        _check(faults, f"{path}.components.{index}", each, {TEXT: _check_text})
    _check(faults, f"{path}.accessory", component.get("accessory") or {}, {BUTTON: _check_button})


def _check_row(faults: Faults, path: str, component: Json) -> None:
    inside = component.get("components") or []
    faults.count(f"{path}.components", inside, high=limits.ROW_BUTTONS)
    if len(inside) > 1 and any(each.get("type") in SELECTS for each in inside):
        faults.add(f"{path}.components", "A select menu fills its row.")
    for index, each in enumerate(inside):
        _check(faults, f"{path}.components.{index}", each, _IN_ROW)


def _check_button(faults: Faults, path: str, component: Json) -> None:
    faults.at_most(f"{path}.label", component.get("label"), high=limits.BUTTON_LABEL)
    if not component.get("label") and not component.get("emoji"):
        faults.add(f"{path}.label", "A button needs a label or an emoji.")
    if component.get("style") == _LINK:
        faults.length(f"{path}.url", component.get("url"), high=limits.BUTTON_URL)
        return
    if component.get("style") not in {1, 2, 3, 4}:
        faults.add(f"{path}.style", "Value must be one of {1, 2, 3, 4, 5}.")
    faults.length(f"{path}.custom_id", component.get("custom_id"), high=limits.CUSTOM_ID)


def _check_select(faults: Faults, path: str, component: Json) -> None:
    faults.length(f"{path}.custom_id", component.get("custom_id"), high=limits.CUSTOM_ID)
    faults.at_most(f"{path}.placeholder", component.get("placeholder"), high=limits.PLACEHOLDER)
    if component["type"] == STRING_SELECT:
        _check_options(faults, f"{path}.options", component.get("options") or [])


def _check_options(faults: Faults, path: str, options: list[Json]) -> None:
    faults.count(path, options, high=limits.SELECT_OPTIONS)
    for index, each in enumerate(options):
        faults.length(f"{path}.{index}.label", each.get("label"), high=limits.OPTION_TEXT)
        faults.length(f"{path}.{index}.value", each.get("value"), high=limits.OPTION_TEXT)
        faults.at_most(f"{path}.{index}.description", each.get("description"), high=limits.OPTION_TEXT)
    values = [each.get("value") for each in options]
    if len(set(values)) < len(values):
        faults.add(path, "The specified option value is already used.")


def _check_label(faults: Faults, path: str, component: Json) -> None:
    faults.length(f"{path}.label", component.get("label"), high=limits.LABEL)
    if component.get("description") is not None:
        faults.length(f"{path}.description", component["description"], high=limits.LABEL_DESCRIPTION)
    _check(faults, f"{path}.component", component.get("component") or {}, _IN_LABEL)


def _check_input(faults: Faults, path: str, component: Json) -> None:
    faults.length(f"{path}.custom_id", component.get("custom_id"), high=limits.CUSTOM_ID)
    faults.at_most(f"{path}.value", component.get("value"), high=limits.INPUT)
    faults.at_most(f"{path}.placeholder", component.get("placeholder"), high=limits.INPUT_PLACEHOLDER)
    longest = component.get("max_length")
    if longest is not None and not 1 <= longest <= limits.INPUT:
        faults.add(f"{path}.max_length", f"int value should be between 1 and {limits.INPUT}.")
    if longest is not None and len(component.get("value") or "") > longest:
        faults.add(f"{path}.value", "The value is longer than max_length.")


def _check_upload(faults: Faults, path: str, component: Json) -> None:
    faults.length(f"{path}.custom_id", component.get("custom_id"), high=limits.CUSTOM_ID)
    least, most = component.get("min_values", 1), component.get("max_values", 1)
    if not (0 <= least <= limits.FILES and 1 <= most <= limits.FILES and least <= most):
        faults.add(f"{path}.max_values", f"From 0 to {limits.FILES} files.")
    if component.get("required", True) and not least:
        faults.add(f"{path}.min_values", "A required upload takes at least one file.")


_IN_ROW: Final[dict[int, _Check]] = {BUTTON: _check_button, **dict.fromkeys(SELECTS, _check_select)}
_IN_LABEL: Final[dict[int, _Check]] = {
    TEXT_INPUT: _check_input,
    FILE_UPLOAD: _check_upload,
    **dict.fromkeys(SELECTS, _check_select),
}
_IN_LAYOUT: Final[dict[int, _Check]] = {
    ROW: _check_row,
    SECTION: _check_section,
    TEXT: _check_text,
    GALLERY: _check_gallery,
    FILE: _check_file,
    SEPARATOR: _check_separator,
    CONTAINER: _check_container,
}
