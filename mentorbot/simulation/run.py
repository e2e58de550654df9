"""From a scenario to its story and its report."""

import asyncio
import gc
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from mentorbot.guides import load_library
from mentorbot.settings import Settings
from mentorbot.simulation.checks import check
from mentorbot.simulation.director import Director, Progress
from mentorbot.simulation.report import Report, report
from mentorbot.simulation.scenario import Scenario
from mentorbot.simulation.story import Story
from mentorbot.simulation.virtual import VirtualLoop
from mentorbot.store import Store
from mentorbot.store.enrolments import people_of
from mentorbot.store.inline import open_inline
from mentorbot.store.ledger import ledger
from mentorbot.store.rows import portions


def simulate(scenario: Scenario, settings: Settings, progress: Progress) -> tuple[Report, Story]:
    """Run it; `progress` is told of virtual seconds as they go by. Raises BadScenario before anything happens."""
    scenario.check()
    with TemporaryDirectory() as folder, asyncio.Runner(loop_factory=VirtualLoop) as runner:
        story = runner.run(_story(scenario, settings, Path(folder), progress))
    return report(story, check(story)), story


async def _story(scenario: Scenario, settings: Settings, folder: Path, progress: Progress) -> Story:
    store = await open_inline(folder / "simulation.db")
    try:
        director = Director(scenario, settings, load_library(settings.content_dir), store)
        gc.freeze()  # as the bot does when it has started
        await director.run(progress)
        await director.end()
        return await _told(director, scenario, store)
    finally:
        await store.close()


async def _told(director: Director, scenario: Scenario, store: Store) -> Story:
    platforms = director.platforms.values()
    keys = [each.enrolment for each in director.people.values()]
    async with store.read() as tx:
        entries = {each.key: each async for each in ledger(tx)}
        last = [due for some in portions(keys) for due in await people_of(tx, some)]
    return Story(
        scenario=scenario,
        people=director.people,
        arrivals=sorted(arrival for each in platforms for arrival in each.arrivals),
        entries=entries,
        at_the_end={each.member.user: each for each in last},
        deeds=director.habits.done,
        faults=sum((each.met for each in platforms), Counter[str]()),
        over=sum(each.over for each in platforms),
    )
