"""A list of 10,000 people: the dry run and the yes, beside the same people taken from a channel, which reads no list.

Each round has a bot and a database of its own; both take turns.
"""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent))  # started as a file, Python sees this folder only

from benchmarks.figures import Figure, arguments, show
from mentorbot.app import App, open_app
from mentorbot.chat.blocks import Button, Buttons
from mentorbot.chat.call import Call, parse_call
from mentorbot.chat.ids import FileId, UserId, WorkspaceId
from mentorbot.chat.invocation import Caller, Invocation
from mentorbot.chat.reply import Reply
from mentorbot.settings import Settings
from tests.commands.cohort.crowd import Crowd, crowd

CONTENT = Path(__file__).parent.parent / "content"
ROBIN = Caller(
    platform="local", workspace=WorkspaceId("local"), user=UserId("robin"), name="Robin", zone="UTC", admin=True
)


def main() -> None:
    chosen = arguments(__doc__).parse_args()
    show(_figures(quick=chosen.quick), chosen)


def _figures(*, quick: bool) -> Iterator[Figure]:
    people, rounds = (200, 1) if quick else (10_000, 5)
    turns = [(asyncio.run(_by_list(people)), asyncio.run(_by_channel(people))) for _ in range(rounds)]
    looked, added = (median(listed[place] for listed, _ in turns) for place in (0, 1))
    channel = median(taken for _, taken in turns)
    yield Figure(
        what=f"dry run of a list of {people:,} lines",
        value=looked,
        goal=10,
        unit=" s",
        detail=f"{looked / channel:.1f} times what the same people from a channel take, {channel:.2f} s",
    )
    yield Figure(
        what=f"the yes to {people:,} lines",
        value=added,
        goal=10,
        unit=" s",
        detail=f"{added / channel:.1f} times the same from a channel",
    )


async def _by_list(people: int) -> tuple[float, float]:
    """Seconds until each line's outcome is known, and until everybody is in."""
    with TemporaryDirectory() as folder:
        async with open_app(_settings(folder)) as app:
            there = await _gathered(app, people)
            there.files[FileId("list")] = "\n".join(("name", *(each.name for each in there.people))).encode()
            began = perf_counter()
            shown = await _asked(app, parse_call("/cohort import file=list cohort=spring"))
            looked = perf_counter() - began
            yes = next(
                button.call
                for row in shown.blocks
                if isinstance(row, Buttons)
                for button in row.buttons
                if _is_yes(button)
            )
            began = perf_counter()
            await _asked(app, yes)
            return looked, perf_counter() - began


async def _by_channel(people: int) -> float:
    with TemporaryDirectory() as folder:
        async with open_app(_settings(folder)) as app:
            await _gathered(app, people)
            began = perf_counter()
            await _asked(app, parse_call("/cohort import channel=crowd cohort=spring"))
            return perf_counter() - began


async def _gathered(app: App, people: int) -> Crowd:
    there = crowd(people)
    app.platforms["local"] = there
    await _asked(app, parse_call("/cohort create Spring"))
    return there


async def _asked(app: App, made: Call) -> Reply:
    return await app.router.answer(Invocation(caller=ROBIN, call=made))


def _is_yes(button: Button) -> bool:
    return button.label.startswith("Add ")


def _settings(folder: str) -> Settings:
    database = f"sqlite:///{Path(folder) / 'mentorbot.db'}"
    return Settings(_env_file=None, database_url=database, content_dir=CONTENT)


if __name__ == "__main__":
    main()
