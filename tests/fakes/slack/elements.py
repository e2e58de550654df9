"""Checks text objects and interactive elements as Slack does."""

from collections.abc import Iterator

from tests.fakes.slack import limits
from tests.fakes.slack.wire import Json

Problems = Iterator[str]
SELECTS = frozenset(
    {
        f"{how}{what}_select"
        for how in ("", "multi_")
        for what in ("static", "external", "users", "channels", "conversations")
    },
)
INPUTS = SELECTS | {
    "plain_text_input",
    "radio_buttons",
    "checkboxes",
    "datepicker",
    "timepicker",
    "number_input",
    "email_text_input",
    "url_text_input",
    "file_input",
}
ACTIONABLE = SELECTS | {"button", "overflow", "radio_buttons", "checkboxes", "datepicker", "timepicker"}


def check_text(text: object, *, most: int, where: str, plain: bool = False) -> Problems:
    """A text object: its type, and 1 to `most` characters."""
    if not isinstance(text, dict) or text.get("type") not in {"plain_text", "mrkdwn"}:
        yield f"{where}: must be a text object"
        return
    if plain and text["type"] != "plain_text":
        yield f"{where}: must be plain_text"
    if not 1 <= len(text.get("text", "")) <= most:
        yield f"{where}: must be 1 to {most} characters"


def check_element(element: object, *, inside_input: bool = False) -> Problems:
    """A button, a select or an input."""
    if not isinstance(element, dict):
        yield "must be an element"
        return
    kind = element.get("type")
    if kind == "image" and not inside_input:
        return
    if kind not in (INPUTS if inside_input else ACTIONABLE):
        yield f"unsupported element: {kind}"
        return
    if len(element.get("action_id", "")) > limits.ID:
        yield f"action_id: must be at most {limits.ID} characters"
    if "placeholder" in element:
        yield from check_text(element["placeholder"], most=limits.PLACEHOLDER, where="placeholder", plain=True)
    yield from _confirm(element.get("confirm"))
    if kind == "button":
        yield from _button(element)
    elif kind == "plain_text_input":
        yield from _text_input(element)
    elif kind == "file_input":
        yield from _file_input(element)
    elif "options" in element or kind in {"overflow", "radio_buttons", "checkboxes", "static_select"}:
        yield from _options(element)


def _button(element: Json) -> Problems:
    yield from check_text(element.get("text"), most=limits.BUTTON_TEXT, where="button", plain=True)
    if len(element.get("value", "")) > limits.BUTTON_VALUE:
        yield f"value: must be at most {limits.BUTTON_VALUE} characters"
    if len(element.get("url", "")) > limits.URL:
        yield f"url: must be at most {limits.URL} characters"
    if element.get("style", "primary") not in {"primary", "danger"}:
        yield "style: must be primary or danger"


def _text_input(element: Json) -> Problems:
    for name, low in (("min_length", 0), ("max_length", 1)):
        if not low <= element.get(name, low) <= limits.INPUT_LENGTH:
            yield f"{name}: must be {low} to {limits.INPUT_LENGTH}"
    if len(element.get("initial_value", "")) > element.get("max_length", limits.INPUT_LENGTH):
        yield "initial_value: longer than max_length"


def _file_input(element: Json) -> Problems:
    if unknown := set(element) - {"type", "action_id", "filetypes", "max_files"}:
        yield f"invalid additional property: {sorted(unknown)}"
    if not 1 <= element.get("max_files", limits.FILES) <= limits.FILES:
        yield f"max_files: must be 1 to {limits.FILES}"


def _options(element: Json) -> Problems:
    kind, options = element["type"], element.get("options", [])
    most = {
        "overflow": limits.OVERFLOW_OPTIONS,
        "radio_buttons": limits.CHECK_OPTIONS,
        "checkboxes": limits.CHECK_OPTIONS,
    }.get(kind, limits.SELECT_OPTIONS)
    if not 1 <= len(options) <= most:
        yield f"options: 1 to {most} items"
    for option in options:
        yield from check_text(option.get("text"), most=limits.OPTION_TEXT, where="option")
        if not 1 <= len(option.get("value", "")) <= limits.OPTION_VALUE:
            yield f"option value: 1 to {limits.OPTION_VALUE} characters"
    if "initial_option" in element and element["initial_option"] not in options:
        yield "initial_option: not one of the options"


def _confirm(confirm: object) -> Problems:
    if not isinstance(confirm, dict):
        return
    for name, most in limits.CONFIRM.items():
        yield from check_text(confirm.get(name), most=most, where=f"confirm {name}")
