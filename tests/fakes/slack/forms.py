"""Fills in a form as Slack's client lets a person do, and closes it as the app's answer says."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from tests.fakes.slack import limits
from tests.fakes.slack.files import file_json
from tests.fakes.slack.views import View
from tests.fakes.slack.wire import Json
from tests.fakes.slack.workspace import File

if TYPE_CHECKING:
    from tests.fakes.slack.server import LocalSlack

_PEOPLE = {"users_select": "selected_user"}
_PLACES = {"channels_select": "selected_channel", "conversations_select": "selected_conversation"}
_DATES = {"datepicker": ("selected_date", "initial_date"), "timepicker": ("selected_time", "initial_time")}


Answer: TypeAlias = str | File
"""What a person writes or chooses, or a file that they uploaded."""


def filled_in(blocks: list[Json], answers: Mapping[str, Answer], slack: "LocalSlack") -> Json:
    """`view.state.values` after the person wrote `answers`, by label, over what was filled in."""
    inputs = [block for block in blocks if block["type"] == "input"]
    labels = [block["label"]["text"] for block in inputs]
    unknown = set(answers) - set(labels)
    assert not unknown, f"the form has no field {sorted(unknown)}; it has {labels}"
    values: Json = {}
    for block in inputs:
        label = block["label"]["text"]
        state = _state(block["element"], answers.get(label), slack)
        empty = not any(value for name, value in state.items() if name != "type")
        assert block.get("optional") or not empty, f"Slack's client asks to fill in {label!r}"
        values[block["block_id"]] = {block["element"]["action_id"]: state}
    return values


def close(view: View, answer: Json) -> bool:
    """Do what the acknowledgement of a submission says; whether the form is gone."""
    match answer.get("response_action"):
        case "errors":
            known = {block.get("block_id") for block in view.content["blocks"]}
            assert set(answer["errors"]) <= known, "Slack shows nothing when an error names no block"
            view.errors = answer["errors"]
            return False
        case "update" | "push":
            view.replace(answer["view"])
            return False
        case _:
            view.open = False
            return True


def _state(element: Json, answer: Answer | None, slack: "LocalSlack") -> Json:
    if element["type"] == "file_input":
        return {"type": "file_input", "files": _files(answer, slack)}
    assert not isinstance(answer, File), f"a {element['type']} takes no file"
    return {"type": element["type"], **dict(_values(element, answer, slack))}


def _values(element: Json, answer: str | None, slack: "LocalSlack") -> Iterator[tuple[str, object]]:
    kind = element["type"]
    if kind in {"static_select", "radio_buttons"}:
        yield "selected_option", _chosen(element, answer)
    elif kind == "checkboxes":
        yield "selected_options", [_chosen(element, answer)] if answer else element.get("initial_options", [])
    elif kind in _PEOPLE:
        yield _PEOPLE[kind], _id(answer, slack) or element.get("initial_user")
    elif kind in _PLACES:
        yield _PLACES[kind], _id(answer, slack) or element.get(f"initial_{kind.split('s_')[0]}")
    elif kind in _DATES:
        name, initial = _DATES[kind]
        yield name, answer or element.get(initial)
    else:
        yield "value", _text(element, answer)


def _files(answer: Answer | None, slack: "LocalSlack") -> list[Json]:
    if answer is None:
        return []
    assert isinstance(answer, File), f"Slack's client takes a file, not {answer!r}"
    assert len(answer.content) <= limits.FILE_SIZE, "Slack's client takes at most 10 MB"
    return [file_json(slack, answer)]


def _text(element: Json, answer: str | None) -> str | None:
    text = element.get("initial_value") if answer is None else answer
    most, least = element.get("max_length", 3000), element.get("min_length", 0)
    assert len(text or "") <= most, f"Slack's client takes at most {most} characters"
    assert not text or len(text) >= least, f"Slack's client takes at least {least} characters"
    return text or None


def _chosen(element: Json, answer: str | None) -> object:
    if answer is None:
        return element.get("initial_option")
    for option in element["options"]:
        if answer in {option["text"]["text"], option["value"]}:
            return option
    raise AssertionError(f"no option {answer!r}; there are {[each['text']['text'] for each in element['options']]}")


def _id(name: str | None, slack: "LocalSlack") -> str | None:
    if name is None:
        return None
    names = {user.name: user.id for user in slack.workspace.users.values()}
    names |= {channel.name: channel.id for channel in slack.workspace.channels.values()}
    found = names.get(name.lstrip("@#"), name)
    assert found in names.values(), f"nobody and nothing is called {name!r}"
    return found
