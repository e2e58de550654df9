import pytest

from mentorbot.simulation import BadScenario, Scenario, outages_named, start_named, zones_named
from mentorbot.simulation.scenario import Broken, Outage, told

DAY = 86_400.0


def test_an_outage_is_of_the_platform_unless_it_says_more() -> None:
    assert outages_named(["3w2d for 5h", "bot at 1d10m for 90s", "database at 1h for 1m"]) == (
        Outage(Broken.PLATFORM, 23 * DAY, 18_000),
        Outage(Broken.BOT, DAY + 600, 90),
        Outage(Broken.DATABASE, 3_600, 60),
    )


@pytest.mark.parametrize("typed", ["", "tomorrow", "3w2d", "3w for", "cat at 3w for 5h", "3x for 5h", "for 5h"])
def test_an_outage_that_cannot_be_read_gets_an_example(typed: str) -> None:
    with pytest.raises(BadScenario, match='"3w2d for 5h"'):
        outages_named([typed])


def test_zones_have_commas_between_them() -> None:
    assert zones_named("Europe/Berlin, Asia/Kathmandu") == ("Europe/Berlin", "Asia/Kathmandu")


@pytest.mark.parametrize("typed", ["", " , ", "Berlin", "Europe/Berlin,Mars/Olympus"])
def test_a_zone_that_there_is_not_is_named(typed: str) -> None:
    with pytest.raises(BadScenario, match="--zones"):
        zones_named(typed)


def test_a_start_that_is_no_date_gets_an_example() -> None:
    with pytest.raises(BadScenario, match="2027-01-03"):
        start_named("soon")


@pytest.mark.parametrize(
    ("scenario", "words"),
    [
        (Scenario(members=0), "--members is a number from 1"),
        (Scenario(weeks=1000), "--weeks"),
        (Scenario(size=0), "--size"),
        (Scenario(faults=80), "--faults"),
        (Scenario(platform="irc"), "not irc"),
        (Scenario(weeks=2, outages=outages_named(["3w for 5h"])), "when the 2 weeks are over"),
        (Scenario(outages=outages_named(["bot at 1d for 5h", "bot at 1d2h for 5h"])), "before it is back"),
    ],
)
def test_what_cannot_be_simulated_is_refused_in_a_sentence(scenario: Scenario, words: str) -> None:
    with pytest.raises(BadScenario, match=words):
        scenario.check()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (0.25, "250 ms"), (59, "59 s"), (90, "1 min 30 s"), (3_600, "1 h"), (12_000, "3 h 20 min")],
)
def test_a_span_is_said_as_people_say_it(seconds: float, words: str) -> None:
    assert told(seconds) == words
