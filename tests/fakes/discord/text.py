"""A message or modal as plain text, the way a person would read it out; for goldens."""

from tests.fakes.discord.check_components import (
    BUTTON,
    CONTAINER,
    FILE,
    FILE_UPLOAD,
    GALLERY,
    LABEL,
    ROW,
    SECTION,
    SELECTS,
    SEPARATOR,
    TEXT,
)
from tests.fakes.discord.errors import Json


def read_message(message: Json) -> str:
    """Content, embeds and components, one part a line; buttons as `[Label]`."""
    embeds = [each.get("description") or each.get("title") or "" for each in message["embeds"]]
    parts = [message["content"], *embeds, *(read_component(each) for each in message["components"])]
    return "\n".join(part for part in parts if part)


def read_modal(data: Json) -> str:
    return "\n".join([f"# {data['title']}", *(read_component(each) for each in data["components"])])


def read_component(component: Json) -> str:
    kind = component["type"]
    nested = [read_component(each) for each in component.get("components") or []]
    if kind == TEXT:
        return str(component["content"])
    if kind == ROW:
        return " ".join(nested)
    if kind == CONTAINER:
        return "\n".join(nested)
    if kind == SECTION:
        return "\n".join([*nested, read_component(component["accessory"])])
    if kind == GALLERY:
        return "\n".join(f"[picture: {each.get('description') or ''}]" for each in component["items"])
    if kind == FILE:
        return f"[file {component['name']}]"
    if kind == SEPARATOR:
        return "---"
    if kind == LABEL:
        return _read_label(component)
    return _read_control(component)


def _read_label(component: Json) -> str:
    described = f" ({component['description']})" if component.get("description") else ""
    return f"{component['label']}{described}: {_read_control(component['component'])}"


def _read_control(component: Json) -> str:
    kind = component["type"]
    if kind == BUTTON:
        return f"[{component.get('label')}]" + (" (off)" if component.get("disabled") else "")
    star = "*" if component.get("required", True) else ""
    if kind == FILE_UPLOAD:
        return f"<a file>{star}"
    if kind in SELECTS:
        labels = [each["label"] for each in component.get("options") or []]
        return f"<{' | '.join(labels) or component.get('placeholder') or 'choose'}>{star}"
    return f"<{component.get('value') or ''}>{star}"
