import pytest

from mentorbot.chat.call import Call
from mentorbot.platforms.slack.sentences import understood
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
