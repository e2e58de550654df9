"""A form as HTML, and the call that it becomes."""

import pytest

from mentorbot.chat.call import Call
from mentorbot.chat.reply import Choice, Field, FieldKind, Form
from mentorbot.platforms.local.forms import Opened, carried, carry, filled_in
from mentorbot.platforms.local.view import draw_form

CALL = Call(group="mentor", word="join", named={"cohort": "Spring 26", "note": 'a "b"\\\n'}, rest="some text")


def field(kind: FieldKind, *, value: str = "", choices: tuple[Choice, ...] = ()) -> Field:
    return Field(name="it", label="What?", kind=kind, required=True, hint="A hint.", value=value, choices=choices)


def drawn(one: Field) -> str:
    form = Form(title="A <form>", call=CALL, fields=(one,), intro="It & that.")
    return draw_form(Opened(form=form, message=None))


def test_a_call_is_carried_exactly() -> None:
    assert carried(carry(CALL)) == CALL


@pytest.mark.parametrize("text", ["", "x", "[]", "{}", '{"group": 1, "word": "", "named": {}, "rest": ""}'])
def test_what_is_no_call_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"Expecting value|this is no call"):
        carried(text)


def test_what_was_filled_in_wins_and_an_emptied_field_goes() -> None:
    filled = filled_in(CALL, {"cohort": "Autumn 26", "note": "  ", "day": "monday", "time": ""})
    assert filled.named == {"cohort": "Autumn 26", "day": "monday"}
    assert filled.rest == "some text"


def test_texts_of_a_form_are_escaped() -> None:
    html = drawn(field(FieldKind.LINE, value='"><script>'))
    assert "A &lt;form&gt;" in html
    assert "It &amp; that." in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("kind", "element"),
    [
        (FieldKind.LINE, '<input type="text" id="field-1" name="it" value="x"'),
        (FieldKind.ROLE, '<input type="text" id="field-1" name="it" value="x"'),
        (FieldKind.PARAGRAPH, '<textarea id="field-1" name="it"'),
        (FieldKind.SELECT, '<option value="x" selected>The x</option>'),
        (FieldKind.PERSON, '<option value="grace" >Grace</option>'),
        (FieldKind.CHANNEL, '<option value="career" >#career</option>'),
    ],
)
def test_every_kind_of_field_is_drawn_with_its_label_and_hint(kind: FieldKind, element: str) -> None:
    html = drawn(field(kind, value="x", choices=(Choice("The x", "x"),)))
    assert element in html
    assert '<label for="field-1">' in html
    assert "aria-describedby=hint-1" in html
    assert " required" in html
