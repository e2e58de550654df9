import pytest

from mentorbot.chat.blocks import Button, Buttons
from mentorbot.chat.call import Call, call
from mentorbot.chat.sentences import form_offered, understood
from tests.platforms.local.small_talk import GROUPS


@pytest.mark.parametrize(
    ("text", "group", "word", "rest"),
    [
        ("done apis", "mentor", "done", "apis"),
        ("Done  apis", "mentor", "done", "apis"),
        ("done", "mentor", "done", ""),
        ("join Spring 26", "mentor", "join", "Spring 26"),
        ("join us for lunch?", "mentor", "ask", "join us for lunch?"),
        ("home", "mentor", "home", ""),
        ("home is where the heart is", "mentor", "ask", "home is where the heart is"),
        ("/mentor done apis", "mentor", "done", "apis"),
        ("mentor", "mentor", "", ""),
        ("/cohort create Spring", "cohort", "create", "Spring"),
        ("/nonsense here", "mentor", "ask", "/nonsense here"),
        ("do I need to code", "mentor", "ask", "do I need to code"),
        ("ask\nover two\nlines", "mentor", "ask", "over two\nlines"),
    ],
)
def test_a_sentence_is_a_command_or_a_question(text: str, group: str, word: str, rest: str) -> None:
    assert understood(text, GROUPS) == Call(group=group, word=word, rest=rest)


def test_without_any_words_everything_is_a_question() -> None:
    assert understood("done apis", ()) == Call(group="mentor", word="ask", rest="done apis")


def test_a_sentence_that_needs_a_form_is_offered_one() -> None:
    offered = form_offered(call("mentor join"))
    assert offered.blocks[-1] == Buttons((Button("Fill it in", call("mentor join")),))


def test_what_is_too_long_for_a_button_is_to_be_said_anew() -> None:
    offered = form_offered(Call(group="mentor", word="tell", rest="x" * 100))
    assert not any(isinstance(each, Buttons) for each in offered.blocks)
