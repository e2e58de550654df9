"""The real bot with another pace: `python benchmarks/paced_bot.py 20` a second; 0 is as fast as it goes.

So that nothing but the pace counts, Slack's other limits (how often one may ask who people are) are out of its way.
`python benchmarks/paced_bot.py 49 turnstile` lets each message through Discord's turnstile, as on Discord.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # started as a file, Python sees this folder only

from mentorbot import app
from mentorbot.chat.platform import Outcome, Pace, Parcel
from mentorbot.cli import main
from mentorbot.platforms.discord.turnstile import Turnstile
from mentorbot.platforms.slack import directory, people, platform


class ThroughTurnstile(platform.SlackPlatform):
    """Slack's wire, Discord's way to it."""

    turnstile = Turnstile()

    async def send(self, parcel: Parcel) -> Outcome:
        async with self.turnstile.passing():
            return await super().send(parcel)


if __name__ == "__main__":
    _, per_second, *turnstile = sys.argv
    sys.argv = sys.argv[:1]
    platform.PACE = Pace(per_second=float(per_second) or None)  # type: ignore[misc] # for this process only
    directory.PAGES_A_MINUTE = people.ASKED_A_MINUTE = 10_000  # type: ignore[misc] # likewise
    if turnstile:
        app.SlackPlatform = ThroughTurnstile  # type: ignore[attr-defined] # likewise
    main()
