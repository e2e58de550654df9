import pytest
from hypothesis import given, settings

from mentorbot.chat.blocks import Button, Buttons, File, Heading, Picture, Text
from mentorbot.chat.call import Call, call
from mentorbot.chat.reply import Choice, Field, FieldKind, Form, Reply, reply
from mentorbot.platforms.discord.carry import Carrier
from mentorbot.platforms.discord.forms import modal
from mentorbot.platforms.discord.render import attachments, message_body
from tests.fakes.discord import limits
from tests.fakes.discord.check_components import check_modal, walk
from tests.fakes.discord.check_message import check_message
from tests.fakes.discord.errors import ApiError, Faults, Json
from tests.fakes.discord.uploads import UPLOADS, Upload
from tests.platforms.discord.replies import forms, replies


async def rendered(answer: Reply) -> list[Json]:
    """Every component, after Discord's own check of the message."""
    return list(walk(checked(answer)["components"]))


def checked(answer: Reply) -> Json:
    body: Json = dict(message_body(answer))
    files = [Upload(each.name, each.media_type, each.content) for each in attachments(answer)]
    check_message(body | {UPLOADS: dict(enumerate(files))})
    return body


async def shown(form: Form) -> Json:
    data: Json = modal(form, Carrier()).to_dict()
    faults = Faults()
    check_modal(faults, data)
    faults.settle()
    return data


def row_of(size: int) -> Buttons:
    return Buttons(tuple(Button(f"Button {number}", call("mentor done", task=number)) for number in range(size)))


def field(**changed: object) -> Field:
    plain: dict[str, object] = {"name": "a", "label": "A", "kind": FieldKind.LINE, "required": True}
    return Field(**(plain | changed))  # type: ignore[arg-type] # the changes are those of one test


async def test_a_text_as_long_as_discord_takes_is_whole() -> None:
    whole = [Text(("x" * 1800,)), Text(("y" * 1800,))]
    assert [len(each["content"]) for each in await rendered(reply(*whole))] == [1800, 1800]


async def test_a_text_that_grows_by_escapes_is_cut_at_the_limit() -> None:
    components = await rendered(reply(Text(("*" * 1800,)), Text(("*" * 1800,))))
    assert [len(each["content"]) for each in components] == [3600, limits.TEXT - 3600]
    assert components[-1]["content"].endswith("…")


async def test_a_text_for_which_no_character_is_left_is_left_out() -> None:
    components = await rendered(reply(Text(("*" * 2000,)), Text(("*" * 1600,))))
    assert [each["content"] for each in components] == ["\\*" * (limits.TEXT // 2)]


async def test_five_buttons_make_a_row_and_the_sixth_is_left_out() -> None:
    for size in (5, 6):
        components = await rendered(reply(row_of(size)))
        assert len(components[0]["components"]) == 5


async def test_forty_components_fit_and_no_more_are_sent() -> None:
    fits = reply(*(row_of(5) for _ in range(6)), *(Text(("x",)) for _ in range(4)))
    assert len(await rendered(fits)) == 40
    too_many = reply(*(row_of(5) for _ in range(7)), *(Text(("x",)) for _ in range(4)))
    assert len(await rendered(too_many)) == 40


async def test_a_file_for_which_no_component_is_left_is_not_sent() -> None:
    file = File("a.csv", "text/csv", b"x")
    rows = [row_of(5) for _ in range(6)]
    fits = reply(*rows, *(Text(("x",)) for _ in range(3)), file)
    assert len(await rendered(fits)) == 40
    assert len(attachments(fits)) == 1
    too_many = reply(*rows, *(Text(("x",)) for _ in range(4)), file)
    assert len(await rendered(too_many)) == 40
    assert attachments(too_many) == ()


async def test_a_picture_says_what_it_shows_as_far_as_its_description_goes() -> None:
    (gallery,) = await rendered(reply(Picture("a.png", b"x", "y" * 1001)))
    assert gallery["items"][0]["description"] == "y" * 999 + "…"


@pytest.mark.parametrize(("length", "shows"), [(75, 75), (76, 75)])
async def test_a_label_is_cut_at_seventy_five(length: int, shows: int) -> None:
    button = Button("x" * length, call("mentor home"))
    components = await rendered(reply(Buttons((button,)), Text(("x",))))
    assert len(components[1]["label"]) == shows


async def test_a_call_of_98_characters_travels_and_a_longer_one_has_no_button() -> None:
    longest = Call(group="mentor", word="x" * 91)
    assert len(str(longest)) == 98
    row = (await rendered(reply(Text(("x",)), Buttons((Button("Go", longest),)))))[1]
    assert len(row["components"][0]["custom_id"]) == limits.CUSTOM_ID
    longer = Call(group="mentor", word="x" * 92)
    assert len(await rendered(reply(Text(("x",)), Buttons((Button("Go", longer),))))) == 1


async def test_equal_calls_in_one_message_have_different_ids() -> None:
    same = Button("Go", call("mentor home"))
    components = await rendered(reply(Buttons((same, same)), Buttons((same,))))
    assert [each["custom_id"] for each in components if "custom_id" in each] == [
        "a:mentor home",
        "b:mentor home",
        "c:mentor home",
    ]


async def test_a_reply_with_nothing_to_show_is_still_a_message() -> None:
    assert [each["content"] for each in await rendered(reply(Text(("",)), Heading("")))] == ["…"]
    assert len(await rendered(reply(Buttons(())))) == 1


@given(replies)
@settings(deadline=None)
def test_every_reply_is_a_message_that_discord_takes(answer: Reply) -> None:
    checked(answer)


@pytest.mark.parametrize("length", [limits.MODAL_TITLE, limits.MODAL_TITLE + 1])
async def test_a_title_is_cut_at_the_limit(length: int) -> None:
    data = await shown(Form(title="x" * length, call=call("mentor ask"), fields=(field(),)))
    assert len(data["title"]) == limits.MODAL_TITLE


@pytest.mark.parametrize("length", [limits.LABEL, limits.LABEL + 1])
async def test_a_field_is_labelled_within_the_limit(length: int) -> None:
    data = await shown(Form(title="T", call=call("mentor ask"), fields=(field(label="x" * length),)))
    assert len(data["components"][0]["label"]) == limits.LABEL


@pytest.mark.parametrize("length", [limits.LABEL_DESCRIPTION, limits.LABEL_DESCRIPTION + 1])
async def test_a_hint_is_cut_at_the_limit(length: int) -> None:
    data = await shown(Form(title="T", call=call("mentor ask"), fields=(field(hint="x" * length),)))
    assert len(data["components"][0]["description"]) == limits.LABEL_DESCRIPTION


@pytest.mark.parametrize("length", [limits.INPUT, limits.INPUT + 1])
async def test_what_is_filled_in_is_cut_at_the_limit(length: int) -> None:
    asked = field(value="x" * length, max_length=length)
    data = await shown(Form(title="T", call=call("mentor ask"), fields=(asked,)))
    control = data["components"][0]["component"]
    assert (len(control["value"]), control["max_length"]) == (limits.INPUT, limits.INPUT)


@pytest.mark.parametrize("size", [limits.SELECT_OPTIONS, limits.SELECT_OPTIONS + 1])
async def test_a_select_has_at_most_25_options(size: int) -> None:
    choices = tuple(Choice(f"Choice {number}", str(number)) for number in range(size))
    data = await shown(
        Form(title="T", call=call("mentor join"), fields=(field(kind=FieldKind.SELECT, choices=choices),))
    )
    assert len(data["components"][0]["component"]["options"]) == limits.SELECT_OPTIONS


@pytest.mark.parametrize(("size", "intro_is_a_part"), [(4, True), (5, False), (6, False)])
async def test_a_modal_has_at_most_five_parts_and_keeps_its_intro(size: int, *, intro_is_a_part: bool) -> None:
    fields = tuple(field(name=f"f{number}") for number in range(size))
    data = await shown(Form(title="T", call=call("mentor ask"), fields=fields, intro="That was no time."))
    first = data["components"][0]
    assert len(data["components"]) == limits.MODAL_PARTS
    assert first.get("content" if intro_is_a_part else "description") == "That was no time."


@given(forms)
@settings(deadline=None)
def test_every_form_is_a_modal_that_discord_takes(form: Form) -> None:
    faults = Faults()
    check_modal(faults, modal(form, Carrier()).to_dict())
    faults.settle()


def test_a_message_above_a_limit_would_have_been_refused() -> None:
    with pytest.raises(ApiError):
        check_message({"flags": 1 << 15, "components": [{"type": 10, "content": "x" * (limits.TEXT + 1)}]})
