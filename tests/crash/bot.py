"""The bot under test: the real one, with its waits scaled and, for the controls, one rule broken."""

import argparse
import asyncio
import gc
import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # started as a file, Python sees this folder only

from mentorbot.app import open_app
from mentorbot.logs import set_up_logs
from mentorbot.outbox.timing import Timing
from mentorbot.settings import read_settings
from tests.crash.births import tend
from tests.crash.deaths import Death, signalled_at
from tests.crash.rules import Broken, break_rule, scale_database, scale_look_ups, scaled


def main() -> None:
    if sys.argv[1:] == ["--nursery"]:
        tend(live)
    live(sys.argv[1:])


def live(words: list[str]) -> None:
    """Run as the command line says, until killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dies-at", type=Death, choices=list(Death), help="kill itself, the first time it comes there")
    parser.add_argument("--stops-at", type=Death, choices=list(Death), help="freeze itself there instead")
    parser.add_argument("--broken", type=Broken, choices=list(Broken), help="the rule that a control breaks")
    parser.add_argument("--scale", type=float, default=1.0, help="of its waits")
    asked = parser.parse_args(words)
    if asked.dies_at:
        signalled_at(asked.dies_at, signal.SIGKILL)
    if asked.stops_at:
        signalled_at(asked.stops_at, signal.SIGSTOP)
    if asked.broken:
        break_rule(asked.broken)
    scale_database(asked.scale)
    scale_look_ups(asked.scale)
    asyncio.run(_run(scaled(asked.scale, asked.broken)))


async def _run(timing: Timing) -> None:
    settings = read_settings()
    set_up_logs(settings.log_format, settings.log_level)
    async with open_app(settings, timing=timing) as app, app.serve():
        gc.freeze()
        await _orphaned()


async def _orphaned() -> None:
    """Nobody stops a bot under test but by a signal; one whose test has gone ends by itself."""
    parent = os.getppid()
    while os.getppid() == parent:
        await asyncio.sleep(1)


if __name__ == "__main__":
    main()
