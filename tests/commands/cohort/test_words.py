"""The declarations of `/cohort`."""

from mentorbot.chat.command import Audience, Command
from mentorbot.chat.limits import DESCRIPTION, FIELD_HINT, FIELD_LABEL, FORM_TITLE, WORDS_IN_A_GROUP
from mentorbot.commands.cohort import COHORT


def test_they_fit_into_discords_menu() -> None:
    assert sum(each.listed for each in COHORT.commands) <= WORDS_IN_A_GROUP
    for each in COHORT.commands:
        assert each.group == "cohort"
        assert len(each.description) <= DESCRIPTION
        assert all(len(option.option.description) <= DESCRIPTION for option in each.parameters)


def test_the_forms_that_open_are_not_cut() -> None:
    opening = [each for each in COHORT.commands if _opens(each)]
    words = {"create", "edit", "add", "remove", "import", "explain", "decide", "answer", "admin", "settings"}
    words |= {"confirm", "discard", "admit", "decline", "duplicate", "move", "announce", "recall"}
    words |= {"mentor", "rematch"}
    assert {each.word for each in opening} == words
    for each in opening:
        assert len(each.description) <= FORM_TITLE
        asked = [option.option for option in each.parameters if option.required or option.option.ask]
        assert all(len(option.description) <= FIELD_LABEL for option in asked)
        assert all(len(option.example) <= FIELD_HINT for option in asked)


def test_only_admins_may_use_any_of_them() -> None:
    assert COHORT.audience is Audience.ADMINS


def _opens(each: Command) -> bool:
    return any(option.required or option.option.ask for option in each.parameters)
