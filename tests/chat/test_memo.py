"""What was made of an object is made once, as long as it is among the latest."""

from mentorbot.chat.memo import SameAgain


def test_the_same_object_is_made_once() -> None:
    asked: list[list[int]] = []

    def make(given: list[int]) -> int:
        asked.append(given)
        return len(given)

    remembered = SameAgain(make)
    one, equal = [1, 2], [1, 2]
    assert [remembered(one), remembered(one), remembered(equal)] == [2, 2, 2]
    assert [each is one for each in asked] == [True, False]


def test_what_was_forgotten_is_made_again() -> None:
    def make(given: list[str]) -> list[str]:
        return given[:1]

    made = SameAgain(make, size=2)
    kept = [["a"], ["b"], ["c"]]
    first = made(kept[0])
    assert made(kept[0]) is first
    made(kept[1])
    made(kept[2])
    assert made(kept[0]) is not first
