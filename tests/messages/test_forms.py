"""A command's missing options as a form, derived from its declaration."""

from collections.abc import Sequence
from typing import Annotated

import pytest

from mentorbot.chat.binding import LINE_LIMIT, PROSE_LIMIT
from mentorbot.chat.call import call
from mentorbot.chat.command import Command, Option, Parameter, command
from mentorbot.chat.ids import ChannelId, FileId, GroupId, UserId
from mentorbot.chat.limits import CHOICE_LABEL, CHOICES, FIELD_HINT, FIELD_LABEL, FORM_FIELDS, FORM_TITLE
from mentorbot.chat.reply import Choice, Field, FieldKind, Form, Reply, reply
from mentorbot.messages.forms import form_of


async def _none(context: object, typed: str) -> Sequence[Choice]:
    del context, typed
    return ()


@command("create", "Create a cohort for everybody in a channel", group="cohort")
async def create(  # noqa: PLR0917 - each is an option that people may give without its name
    ctx: object,
    name: Annotated[str, Option("What is it called?", example="Spring 26")],
    guide: Annotated[str, Option("Which guide?", complete=_none, ask=True)] = "",
    about: Annotated[str, Option("What is it for? " + "x" * 80, prose=True, ask=True, example="y" * 200)] = "",
    mentor: Annotated[UserId | None, Option("Who leads it?", ask=True)] = None,
    channel: Annotated[ChannelId | None, Option("Where?", ask=True)] = None,
    mood: Annotated[str, Option("Mood", choices=(Choice("Good", "good"),), ask=True)] = "good",
    size: Annotated[int, Option("How many?")] = 9,
) -> Reply:
    del ctx, name, guide, about, mentor, channel, mood, size
    return reply()


@command("focus", "Take another task")
async def focus(ctx: object, task: Annotated[str, Option("Which task?", complete=_none, prefill="apis")] = "") -> Reply:
    del ctx, task
    return reply()


@command("import", "Import a list", group="cohort")
async def bring(
    ctx: object,
    cohort: Annotated[str, Option("Which cohort?")],
    *,
    file: Annotated[FileId | None, Option("A list?", ask=True)] = None,
    group: Annotated[GroupId | None, Option("A group?", ask=True)] = None,
) -> Reply:
    del ctx, cohort, file, group
    return reply()


async def _form(declared: Command, *choices: Choice, **given: str) -> Form:
    async def suggest(parameter: Parameter) -> Sequence[Choice]:
        assert parameter.option.complete is not None
        return choices

    return await form_of(declared, given, suggest)


async def test_what_is_missing_is_asked_with_what_belongs_to_it_and_no_more_than_a_modal_takes() -> None:
    made = await _form(create)
    assert [each.name for each in made.fields] == ["name", "guide", "about", "mentor", "channel"]
    assert len(made.fields) == FORM_FIELDS
    assert [each.kind for each in made.fields] == [
        FieldKind.LINE,
        FieldKind.LINE,
        FieldKind.PARAGRAPH,
        FieldKind.PERSON,
        FieldKind.CHANNEL,
    ]
    assert [each.required for each in made.fields] == [True, False, False, False, False]


async def test_a_file_has_a_field_of_its_own_and_a_group_is_a_line() -> None:
    made = await _form(bring)
    assert [each.kind for each in made.fields] == [FieldKind.LINE, FieldKind.FILE, FieldKind.LINE]


async def test_a_file_that_was_given_is_kept_rather_than_asked_for_again() -> None:
    address = f"https://cdn.discordapp.com/ephemeral-attachments/1/2/people.csv?hm={'0' * 300}"
    made = await _form(bring, file=address, group="designers")
    assert [each.name for each in made.fields] == ["cohort", "group"]
    assert made.call == call("cohort import", file=address)


async def test_every_text_of_a_form_fits() -> None:
    made = await _form(create, Choice("z" * 200, "z"))
    assert made.title == "/cohort create"
    assert len(made.title) <= FORM_TITLE
    guide, about = made.fields[1:3]
    assert (len(about.label), len(about.hint)) == (FIELD_LABEL, FIELD_HINT)
    assert len(guide.choices[0].label) == CHOICE_LABEL


async def test_what_was_given_is_kept_in_its_field_or_in_the_call() -> None:
    made = await _form(create, name="Spring", size="12", mood="good")
    assert made.call == call("cohort create", name="Spring", size=12)
    assert [each.name for each in made.fields] == ["guide", "about", "mentor", "channel", "mood"]
    assert made.fields[-1].value == "good"


@pytest.mark.parametrize(("given", "value"), [({}, "apis"), ({"task": "sketch"}, "sketch")])
async def test_with_nothing_missing_everything_is_asked_filled_in(given: dict[str, str], value: str) -> None:
    (field,) = (await _form(focus, **given)).fields
    assert field == Field(
        name="task", label="Which task?", kind=FieldKind.LINE, required=False, value=value, max_length=LINE_LIMIT
    )


@pytest.mark.parametrize(
    ("many", "kind"),
    [(0, FieldKind.LINE), (1, FieldKind.SELECT), (CHOICES - 1, FieldKind.SELECT), (CHOICES, FieldKind.LINE)],
)
async def test_a_short_list_is_picked_from_and_a_long_one_is_typed(many: int, kind: FieldKind) -> None:
    (field,) = (await _form(focus, *(Choice(str(number), str(number)) for number in range(many)))).fields
    assert (field.kind, len(field.choices)) == (kind, many if kind is FieldKind.SELECT else 0)


async def test_a_field_is_never_filled_with_more_than_it_takes() -> None:
    fields = {each.name: each for each in (await _form(create, guide="x" * 10_000, about="y" * 10_000)).fields}
    assert (len(fields["guide"].value), len(fields["about"].value)) == (LINE_LIMIT, PROSE_LIMIT)
    assert all(len(each.value) <= each.max_length for each in fields.values())
