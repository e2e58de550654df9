"""Forms within Slack's limits, and the way back from a form to its call."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.chat.call import Call
from mentorbot.chat.ids import ChannelId, UserId
from mentorbot.chat.reply import Choice, Field, FieldKind, Form
from mentorbot.platforms.slack.forms import carried, carry, filled_in, modal
from mentorbot.platforms.slack.place import Place
from tests.fakes.slack.views import check_view
from tests.fakes.slack.wire import Json

PLACE = Place(user=UserId("U0ADA"))
CALL = Call(group="mentor", word="join")


def field(kind: FieldKind = FieldKind.LINE, *, hint: str = "", label: str = "What?", value: str = "") -> Field:
    return Field(name="what", label=label, kind=kind, required=True, hint=hint, value=value)


def opened(*fields: Field, title: str = "Join", intro: str = "", call: Call = CALL) -> Json:
    view = modal(Form(title=title, call=call, fields=fields, intro=intro), PLACE)
    assert view is not None
    check_view(view)
    return view


@pytest.mark.parametrize(("length", "shown"), [(24, "x" * 24), (25, "x" * 23 + "…")])
def test_a_title(length: int, shown: str) -> None:
    assert opened(field(), title="x" * length)["title"]["text"] == shown


@pytest.mark.parametrize(("length", "shown"), [(2000, "x" * 2000), (2001, "x" * 1999 + "…")])
def test_a_label_a_hint_and_an_intro(length: int, shown: str) -> None:
    intro, question = opened(field(label="x" * length, hint="x" * length), intro="x" * length)["blocks"]
    assert question["label"]["text"] == question["hint"]["text"] == intro["text"]["text"] == shown


@pytest.mark.parametrize(("most", "shown"), [(3000, 3000), (3001, 3000), (1, 1), (0, 1)])
def test_the_length_of_a_text(most: int, shown: int) -> None:
    element = opened(replace(field(value="x" * 4000), max_length=most))["blocks"][0]["element"]
    assert element["max_length"] == len(element["initial_value"]) == shown


@pytest.mark.parametrize(("many", "shown"), [(100, 100), (101, 100)])
def test_the_options_of_a_select(many: int, shown: int) -> None:
    choices = tuple(Choice(f"Choice {number}", str(number)) for number in range(many))
    element = opened(replace(field(FieldKind.SELECT, value="3"), choices=choices))["blocks"][0]["element"]
    assert len(element["options"]) == shown
    assert element["initial_option"]["value"] == "3"


@pytest.mark.parametrize(("length", "shown"), [(75, "x" * 75), (76, "x" * 74 + "…")])
def test_an_options_label(length: int, shown: str) -> None:
    element = opened(replace(field(FieldKind.SELECT), choices=(Choice("x" * length, "x"),)))["blocks"][0]["element"]
    assert element["options"][0]["text"]["text"] == shown


@pytest.mark.parametrize(("length", "kept"), [(150, 2), (151, 1)])
def test_an_option_whose_value_cannot_travel_is_left_out(length: int, kept: int) -> None:
    choices = (Choice("Long", "x" * length), Choice("Short", "x"))
    element = opened(replace(field(FieldKind.SELECT), choices=choices))["blocks"][0]["element"]
    assert len(element["options"]) == kept


def test_a_select_with_nothing_to_choose_is_a_text() -> None:
    assert opened(field(FieldKind.SELECT))["blocks"][0]["element"]["type"] == "plain_text_input"


@pytest.mark.parametrize(("spare", "travels"), [(0, True), (1, False)])
def test_a_call_that_just_travels_or_does_not(spare: int, travels: bool) -> None:  # noqa: FBT001 - of the table above
    room = 3000 - len(carry(CALL, PLACE))
    form = Form(title="Join", call=replace(CALL, rest="x" * (room + spare)), fields=(field(),))
    view = modal(form, PLACE)
    assert (view is not None) is travels
    if view is not None:
        check_view(view)


def test_what_the_fields_show_does_not_travel_twice() -> None:
    view = opened(field(value="x" * 3000), call=replace(CALL, named={"what": "x" * 3000, "day": "monday"}))
    call, _ = carried(view["private_metadata"])
    assert call.named == {"day": "monday"}


@pytest.mark.parametrize(
    ("kind", "element"),
    [
        (FieldKind.LINE, {"type": "plain_text_input", "max_length": 3000, "initial_value": "<@U0ADA>"}),
        (FieldKind.ROLE, {"type": "plain_text_input", "max_length": 3000, "initial_value": "<@U0ADA>"}),
        (
            FieldKind.PARAGRAPH,
            {"type": "plain_text_input", "max_length": 3000, "initial_value": "<@U0ADA>", "multiline": True},
        ),
        (FieldKind.PERSON, {"type": "users_select", "initial_user": "U0ADA"}),
    ],
)
def test_the_element_of_a_field(kind: FieldKind, element: dict[str, object]) -> None:
    assert opened(field(kind, value="<@U0ADA>"))["blocks"][0]["element"] == {**element, "action_id": "what"}


def test_a_channel_is_chosen_among_those_that_people_see() -> None:
    element = opened(field(FieldKind.CHANNEL, value="<#C0GEN>"))["blocks"][0]["element"]
    assert element["filter"] == {"include": ["public", "private"]}
    assert element["initial_conversation"] == "C0GEN"


texts = st.text(max_size=30)


@given(
    st.builds(Call, group=texts, word=texts, named=st.dictionaries(texts, texts), rest=texts),
    st.builds(
        Place,
        user=texts.map(UserId),
        channel=st.none() | st.text(min_size=1, max_size=9).map(ChannelId),
        response_url=texts,
        message=texts,
        ephemeral=st.booleans(),
        thread=texts,
    ),
)
def test_what_a_form_carries_comes_back_exactly(call: Call, place: Place) -> None:
    assert carried(carry(call, place)) == (call, place)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"call": {"group": 1}}', "https://x.org"])
def test_what_a_form_of_somebody_else_carries_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        carried(text)


def test_a_field_that_was_emptied_takes_its_option_away() -> None:
    call = replace(CALL, named={"cohort": "Spring 26", "day": "monday"})
    assert filled_in(call, {"cohort": " ", "time": "09:00"}).named == {"day": "monday", "time": "09:00"}
