"""From what was typed to a command's arguments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.chat.binding import FILE_LIMIT, LINE_LIMIT, PROSE_LIMIT, Bound, Missing, Refused, bind, clean
from mentorbot.chat.call import Call, parse_call
from mentorbot.chat.command import Command
from tests.chat.sample_commands import add, ask, bring, checkin, done, home, join, schedule, snooze

ALL = (add, ask, bring, checkin, done, home, join, schedule, snooze)


def _bind(command: Command, rest: str, **named: str) -> Bound | Missing | Refused:
    return bind(command, Call(group=command.group, word=command.word, rest=rest, named=named))


@pytest.mark.parametrize(
    ("command", "rest", "values"),
    [
        (join, "Spring", {"cohort": "Spring"}),
        (join, "Spring 26", {"cohort": "Spring 26"}),
        (join, '"Spring 26"', {"cohort": "Spring 26"}),
        (join, "cohort=“Spring 26”", {"cohort": "Spring 26"}),
        (join, "COHORT=Spring", {"cohort": "Spring"}),
        (done, "", {}),
        (done, "apis", {"task": "apis"}),
        (
            done,
            "apis see  https://x.io/?a=1&b=2  “there”",
            {"task": "apis", "evidence": "see  https://x.io/?a=1&b=2  “there”"},
        ),
        (done, "task=apis a note", {"task": "apis", "evidence": "a note"}),
        (done, 'evidence="a note" apis', {"task": "apis", "evidence": "a note"}),
        (snooze, "7", {"days": 7}),
        (snooze, "days=1", {"days": 1}),
        (snooze, "3 days", {"days": 3}),
        (checkin, "good", {"mood": "good"}),
        (checkin, "ALL GOOD", {"mood": "good"}),
        (checkin, '"ALL good"', {"mood": "good"}),
        (checkin, "stuck note=why", {"mood": "stuck", "note": "why"}),
        (add, "spring <@U1|kim>", {"cohort": "spring", "member": "U1"}),
        (add, "<@U1> spring", {"cohort": "spring", "member": "U1"}),
        (add, "<@!42> <#C1|career> <@&7> spring", {"cohort": "spring", "member": "42", "channel": "C1", "role": "7"}),
        (add, "spring @kim", {"cohort": "spring", "member": "kim"}),
        (add, "spring member=<@U1>", {"cohort": "spring", "member": "U1"}),
        (bring, "<!subteam^S1|@design>", {"group": "S1"}),
        (bring, "<@&7> <!subteam^S1>", {"group": "S1", "role": "7"}),
        (bring, "group=<!subteam^S1|@design>", {"group": "S1"}),
        (bring, "@design 7", {"group": "design", "role": "7"}),
        (bring, "role=7 Design Team", {"group": "Design Team", "role": "7"}),
        (bring, "design file=F1 7", {"group": "design", "file": "F1", "role": "7"}),
        (home, "", {}),
        (home, "whatever", {}),
        (ask, "what is <@U1> for?", {"question": "what is <@U1> for?"}),
        (ask, 'is  "C++"\nenough? x=1', {"question": 'is  "C++"\nenough? x=1'}),
        (ask, "? what is that", {"question": "? what is that"}),
    ],
)
def test_words_are_dealt_out_to_the_options(command: Command, rest: str, values: dict[str, str | int]) -> None:
    assert _bind(command, rest) == Bound(values)


def test_what_names_a_file_may_be_long_but_not_endless() -> None:
    assert _bind(bring, "design", file="x" * FILE_LIMIT) == Bound({"group": "design", "file": "x" * FILE_LIMIT})
    assert isinstance(_bind(bring, "design", file="x" * (FILE_LIMIT + 1)), Refused)


def test_what_is_named_only_is_never_filled_by_a_loose_word() -> None:
    assert _bind(checkin, "mood=good because it went well") == Bound({"mood": "good"})


@pytest.mark.parametrize(
    ("command", "rest", "given_already"),
    [
        (join, "", {}),
        (join, 'cohort=""', {}),
        (join, "\u200b \x00", {}),
        (add, "spring", {"cohort": "spring"}),
        (add, "<@U1>", {"member": "<@U1>"}),
        (schedule, "?", {}),
        (schedule, "day=friday ?", {"day": "friday"}),
        (ask, "?", {}),
    ],
)
def test_what_is_missing_is_asked_for_and_what_is_there_is_kept(
    command: Command, rest: str, given_already: dict[str, str]
) -> None:
    assert _bind(command, rest) == Missing(given_already)


def test_a_command_without_options_has_nothing_to_ask() -> None:
    assert _bind(home, "?") == Bound({})


def test_nothing_missing_is_asked_for_unless_it_is_wanted() -> None:
    assert _bind(schedule, "") == Bound({})


@pytest.mark.parametrize("wrote", ["0", "22", "-1", "three", "1.5", "9" * 10_000, "", "`3"])
def test_a_number_out_of_bounds_is_refused_with_its_bounds(wrote: str) -> None:
    bound = _bind(snooze, "", days=wrote or "x")
    assert isinstance(bound, Refused)
    assert bound.sentence.startswith("`days` takes a whole number from 1 to 21, not “")
    assert (bound.option, bound.sentence.count("`"), len(bound.sentence) < 120) == ("days", 2, True)


def test_a_mistyped_choice_gets_the_nearest() -> None:
    assert _bind(checkin, "stuk") == Refused("`mood` is one of: All good, Slow, Stuck.", "mood", ("stuck",))
    assert _bind(checkin, "xxxxxxxxxx") == Refused("`mood` is one of: All good, Slow, Stuck.", "mood", ())


@pytest.mark.parametrize(
    ("command", "rest", "sentence"),
    [
        (snooze, "day=3", "`/mentor snooze` has no option `day`. Did you mean `days`?"),
        (snooze, "zone=3", "`/mentor snooze` has no option `zone`. It takes `days`."),
        (home, "x=3", "`/mentor home` has no option `x`. It takes none."),
    ],
)
def test_an_unknown_option_is_refused_with_the_nearest(command: Command, rest: str, sentence: str) -> None:
    assert _bind(command, rest) == Refused(sentence)


def test_an_unknown_option_in_prose_is_prose() -> None:
    assert _bind(ask, "what does x=1 mean") == Bound({"question": "what does x=1 mean"})


def test_a_text_may_be_as_long_as_its_option_takes_and_no_longer() -> None:
    assert isinstance(_bind(join, "x" * LINE_LIMIT), Bound)
    assert isinstance(_bind(ask, "x" * PROSE_LIMIT), Bound)
    too_long = _bind(join, "x" * 10_000)
    assert too_long == Refused("That's 10,000 characters for `cohort`; I can take 200. Nothing was changed.")
    assert isinstance(_bind(ask, "x" * (PROSE_LIMIT + 1)), Refused)


def test_control_characters_are_taken_out_and_line_breaks_stay() -> None:
    assert clean("\ufeff a\x00b\x9f\u202ec\ud800\u2060\td\r\ne \u200b") == "abc\td\ne"
    assert _bind(join, "Spr\x00ing\u202e") == Bound({"cohort": "Spring"})


@given(st.sampled_from(ALL), st.text())
def test_any_text_is_bound_missing_or_refused_in_a_sentence(command: Command, rest: str) -> None:
    match _bind(command, rest):
        case Bound(values):
            assert set(values) <= {each.name for each in command.parameters}
        case Missing(given_already):
            assert all(clean(value) == value for value in given_already.values())
        case Refused(sentence):
            assert "\n" not in sentence
            assert sentence.count("`") % 2 == 0


@given(st.text(min_size=1).map(clean).filter(bool), st.text().map(clean))
def test_a_button_means_the_same_after_it_travelled_as_text(task: str, evidence: str) -> None:
    made = Call(group="mentor", word="done", named={"task": task, "evidence": evidence})
    assert bind(done, parse_call(str(made))) == bind(done, made)
