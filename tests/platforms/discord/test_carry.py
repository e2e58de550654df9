from hypothesis import given

from mentorbot.chat.call import Call, call
from mentorbot.platforms.discord.carry import Carrier, read_call
from tests.platforms.discord.replies import calls


@given(calls)
def test_every_call_comes_back_as_it_was(under_way: Call) -> None:
    carrier = Carrier()
    packed = carrier.pack(under_way)
    assert len(packed) <= 98
    assert carrier.unpack(packed) == under_way


def test_a_call_of_98_characters_needs_no_memory() -> None:
    longest = call("mentor tell", words="x" * 80)
    assert len(str(longest)) == 98
    assert Carrier().unpack(Carrier().pack(longest)) == longest


def test_a_longer_call_is_lost_with_its_process() -> None:
    longer = call("mentor tell", words="x" * 81)
    assert Carrier().unpack(Carrier().pack(longer)) is None


def test_the_oldest_call_is_forgotten_after_a_thousand() -> None:
    carrier = Carrier()
    first = carrier.pack(call("mentor tell", words="x" * 100))
    later = [carrier.pack(call("mentor tell", words="x" * 100)) for _ in range(1000)]
    assert carrier.unpack(first) is None
    assert carrier.unpack(later[0]) is not None


def test_words_without_a_name_stay_as_they_are() -> None:
    assert read_call("mentor ask do i need to code") == Call(group="mentor", word="ask", rest="do i need to code")
