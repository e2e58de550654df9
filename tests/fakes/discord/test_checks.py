"""Each limit of Discord: a payload at it is taken, one above it is refused."""

import pytest

from tests.fakes.discord import limits
from tests.fakes.discord.check_commands import check_commands
from tests.fakes.discord.check_components import check_modal
from tests.fakes.discord.check_message import COMPONENTS_V2, check_message
from tests.fakes.discord.errors import ApiError, Faults, Json
from tests.fakes.discord.uploads import UPLOADS, Upload


def layout(*components: Json, **more: object) -> Json:
    return {"flags": COMPONENTS_V2, "components": list(components), **more}


def text(length: int) -> Json:
    return {"type": 10, "content": "x" * length}


def button(number: int = 0, **changed: object) -> Json:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": f"go {number}"} | changed


def row(*inside: Json) -> Json:
    return {"type": 1, "components": list(inside)}


def select(size: int, **changed: object) -> Json:
    options = [{"label": f"{number}", "value": f"{number}"} for number in range(size)]
    return {"type": 3, "custom_id": "choose", "options": options} | changed


def option(**changed: object) -> Json:
    return select(1, options=[{"label": "A", "value": "a"} | changed])


def rows(buttons: int) -> list[Json]:
    """Rows of one button each, so that each button is two components."""
    return [row(button(number)) for number in range(buttons)]


def carrying(*names: str, size: int = 1, refers: str = "a.csv", **changed: object) -> Json:
    """Files of so many bytes, each listed, one of them shown; `changed` is about the first in the list."""
    files = {number: Upload(name, "text/csv", b"x" * size) for number, name in enumerate(names)}
    listed: list[Json] = [{"id": number, "filename": name} for number, name in enumerate(names)]
    listed[0] |= changed
    shown = {"type": 13, "file": {"url": f"attachment://{refers}"}}
    return layout(shown, attachments=listed) | {UPLOADS: files}


def gallery(size: int, **changed: object) -> Json:
    item = {"media": {"url": "https://example.org/a.png"}} | changed
    return layout({"type": 12, "items": [item] * size})


MESSAGES = [
    (carrying(*(f"{letter}.csv" for letter in "abcdefghij")), carrying(*(f"{letter}.csv" for letter in "abcdefghijk"))),
    (carrying("a.csv", "b.csv"), carrying("a.csv", "a.csv")),
    (carrying("a.csv"), carrying("a.csv", refers="b.csv")),
    (carrying("a.csv"), carrying("a.csv", id=1)),
    (carrying("a.csv"), carrying("a.csv", filename="b.csv")),
    (carrying("a_b.csv", refers="a_b.csv"), carrying("a b.csv", refers="a b.csv")),
    (carrying("a.csv"), carrying("a.csv", size=0)),
    (carrying("a.csv", description="x" * 1024), carrying("a.csv", description="x" * 1025)),
    (carrying("a.csv"), layout({"type": 13, "file": {"url": "https://example.org/a.csv"}})),
    (gallery(10), gallery(11)),
    (gallery(1), gallery(0)),
    (gallery(1, description="x" * 1024), gallery(1, description="x" * 1025)),
    (gallery(1), gallery(1, media={"url": "a.png"})),
    ({"content": "x" * limits.CONTENT}, {"content": "x" * (limits.CONTENT + 1)}),
    ({"content": "x", "nonce": "n" * limits.NONCE}, {"content": "x", "nonce": "n" * (limits.NONCE + 1)}),
    ({"embeds": [{"title": "x"}] * limits.EMBEDS}, {"embeds": [{"title": "x"}] * (limits.EMBEDS + 1)}),
    (
        {"embeds": [{"description": "x" * limits.EMBED_TEXT}]},
        {"embeds": [{"description": "x" * limits.EMBED_TEXT, "title": "x"}]},
    ),
    ({"content": "x", "components": rows(5)}, {"content": "x", "components": rows(6)}),
    (layout(text(limits.TEXT)), layout(text(limits.TEXT), text(1))),
    (layout(text(1)), layout(text(0))),
    (layout(row(button())), layout(row({"type": 19, "custom_id": "file"}))),
    (layout(text(1)), layout(text(1), content="both")),
    (layout(text(1)), layout(text(1), embeds=[{"title": "both"}])),
    (layout(*rows(20)), layout(*rows(20), text(1))),
    (
        layout({"type": 17, "components": rows(19), "accent_color": 1}, text(1)),
        layout({"type": 17, "components": rows(20), "accent_color": 1}),
    ),
    (layout({"type": 17, "components": [text(1)]}), layout({"type": 17, "components": [{"type": 17}]})),
    (layout(row(*(button(each) for each in range(5)))), layout(row(*(button(each) for each in range(6))))),
    (layout(row(button())), layout(button())),
    (layout(row(button(0), button(1))), layout(row(button(0), button(0)))),
    (layout(row(button(label="x" * 80))), layout(row(button(label="x" * 81)))),
    (layout(row(button(custom_id="x" * 100))), layout(row(button(custom_id="x" * 101)))),
    (layout(row(button(custom_id="x"))), layout(row(button(custom_id="")))),
    (layout(row(button(style=4))), layout(row(button(style=9)))),
    (
        layout(row({"type": 2, "style": 5, "label": "Go", "url": "x" * limits.BUTTON_URL})),
        layout(row({"type": 2, "style": 5, "label": "Go", "url": "x" * (limits.BUTTON_URL + 1)})),
    ),
    (layout(row(select(25))), layout(row(select(26)))),
    (layout(row(select(1))), layout(row(select(0)))),
    (layout(row(select(1))), layout(row(select(1), button()))),
    (layout(row(select(1, placeholder="x" * 150))), layout(row(select(1, placeholder="x" * 151)))),
    (layout(row(option(label="x" * 100))), layout(row(option(label="x" * 101)))),
    (layout(row(option(value="x" * 100))), layout(row(option(value="x" * 101)))),
    (layout(row(option(description="x" * 100))), layout(row(option(description="x" * 101)))),
    (
        layout({"type": 9, "components": [text(1)] * 3, "accessory": button()}),
        layout({"type": 9, "components": [text(1)] * 4, "accessory": button()}),
    ),
    (layout({"type": 14, "spacing": 2}), layout({"type": 14, "spacing": 3})),
    (layout(text(1), allowed_mentions={"parse": []}), layout(text(1), allowed_mentions={"parse": ["strangers"]})),
]


@pytest.mark.parametrize(("taken", "refused"), MESSAGES)
def test_a_message_at_a_limit_is_taken_and_one_above_is_refused(taken: Json, refused: Json) -> None:
    check_message(taken)
    with pytest.raises(ApiError) as caught:
        check_message(refused)
    assert caught.value.code == 50035


def test_a_file_may_have_ten_megabytes_and_not_a_byte_more() -> None:
    check_message(carrying("a.csv", size=limits.ATTACHMENT_SIZE))
    with pytest.raises(ApiError) as caught:
        check_message(carrying("a.csv", size=limits.ATTACHMENT_SIZE + 1))
    assert caught.value.code == 40005


def test_an_empty_message_is_refused() -> None:
    with pytest.raises(ApiError) as caught:
        check_message({"content": ""})
    assert caught.value.code == 50006


def typed(**changed: object) -> Json:
    return {"type": 4, "style": 1, "custom_id": "words"} | changed


def label(component: Json, **changed: object) -> Json:
    return {"type": 18, "label": "Words", "component": component} | changed


def modal(*parts: Json, **changed: object) -> Json:
    return {"title": "Title", "custom_id": "form", "components": list(parts)} | changed


def labels(size: int) -> list[Json]:
    return [label(typed(custom_id=f"words {number}")) for number in range(size)]


def upload(**changed: object) -> Json:
    return {"type": 19, "custom_id": "file"} | changed


MODALS = [
    (modal(label(upload(max_values=10))), modal(label(upload(max_values=11)))),
    (modal(label(upload(min_values=1))), modal(label(upload(min_values=2)))),
    (modal(label(upload(min_values=0, required=False))), modal(label(upload(min_values=0)))),
    (modal(label(upload(custom_id="x" * 100))), modal(label(upload(custom_id="x" * 101)))),
    (modal(label(upload())), modal(upload())),
    (modal(*labels(5)), modal(*labels(6))),
    (modal(*labels(1)), modal()),
    (modal(*labels(1), title="x" * 45), modal(*labels(1), title="x" * 46)),
    (modal(*labels(1), custom_id="x" * 100), modal(*labels(1), custom_id="x" * 101)),
    (modal(label(typed(), label="x" * 45)), modal(label(typed(), label="x" * 46))),
    (modal(label(typed(), description="x" * 100)), modal(label(typed(), description="x" * 101))),
    (modal(label(typed(value="x" * 4000))), modal(label(typed(value="x" * 4001)))),
    (modal(label(typed(placeholder="x" * 100))), modal(label(typed(placeholder="x" * 101)))),
    (modal(label(typed(max_length=4000))), modal(label(typed(max_length=4001)))),
    (modal(label(typed(max_length=3, value="123"))), modal(label(typed(max_length=3, value="1234")))),
    (modal(label(select(25))), modal(label(select(26)))),
    (modal(label(typed())), modal(label(button()))),
    (modal(text(1), *labels(1)), modal(typed())),
]


@pytest.mark.parametrize(("taken", "refused"), MODALS)
def test_a_modal_at_a_limit_is_taken_and_one_above_is_refused(taken: Json, refused: Json) -> None:
    assert faults_of(taken) == []
    assert faults_of(refused) != []


def faults_of(data: Json) -> list[tuple[str, str]]:
    faults = Faults()
    check_modal(faults, data)
    return faults.found


def command(**changed: object) -> Json:
    return {"name": "mentor", "description": "Your guide"} | changed


def taking(*options: Json) -> Json:
    return command(options=list(options))


def named(number: int = 0, **changed: object) -> Json:
    return {"type": 3, "name": f"option-{number}", "description": "An option"} | changed


def choices(size: int, **changed: object) -> list[Json]:
    return [{"name": f"{number}", "value": f"{number}"} | changed for number in range(size)]


def of_size(characters: int) -> Json:
    """A command whose names, descriptions and values have that many characters together."""
    value = {"name": "x" * 100, "value": "y" * 100}
    many = [named(number, choices=[value | {"name": f"{each:0100}"} for each in range(12)]) for number in range(3)]
    base = taking(*many)
    used = sum(len(each["name"]) + len(each["description"]) + 12 * 200 for each in many) + len("mentorYour guide")
    rest = characters - used
    filler = [named(number, name=f"filler-{number}", description="x" * 92) for number in range(3, 3 + rest // 100)]
    base["options"] += filler
    left = rest - sum(len(each["name"]) + len(each["description"]) for each in filler)
    base["description"] += "x" * left
    return base


COMMANDS = [
    ([command(name=f"m{each}") for each in range(100)], [command(name=f"m{each}") for each in range(101)]),
    ([command(name="x" * 32)], [command(name="x" * 33)]),
    ([command(name="größe")], [command(name="Größe")]),
    ([command(name="a-b_c")], [command(name="a b")]),
    ([command(), command(name="cohort")], [command(), command()]),
    ([command(description="x" * 100)], [command(description="x" * 101)]),
    ([command(description="x")], [command(description="")]),
    ([taking(*(named(each) for each in range(25)))], [taking(*(named(each) for each in range(26)))]),
    ([taking(named(1), named(2))], [taking(named(1), named(1))]),
    ([taking(named(1, required=True), named(2))], [taking(named(1), named(2, required=True))]),
    ([taking(named(choices=choices(25)))], [taking(named(choices=choices(26)))]),
    ([taking(named(choices=choices(1, name="x" * 100)))], [taking(named(choices=choices(1, name="x" * 101)))]),
    ([taking(named(choices=choices(1, value="x" * 100)))], [taking(named(choices=choices(1, value="x" * 101)))]),
    ([taking(named(type=11))], [taking(named(type=12))]),
    ([taking(named(autocomplete=True))], [taking(named(autocomplete=True, choices=choices(1)))]),
    ([taking(named(type=4, autocomplete=True))], [taking(named(type=6, autocomplete=True))]),
    ([taking(named(type=4, min_value=1))], [taking(named(type=3, min_value=1))]),
    ([taking(named(1, type=1), named(2, type=1))], [taking(named(1, type=1), named(2, type=3))]),
    ([of_size(8000)], [of_size(8001)]),
]


@pytest.mark.parametrize(("taken", "refused"), COMMANDS)
def test_commands_at_a_limit_are_taken_and_above_are_refused(taken: list[Json], refused: list[Json]) -> None:
    check_commands(taken)
    with pytest.raises(ApiError) as caught:
        check_commands(refused)
    assert caught.value.code == 50035
