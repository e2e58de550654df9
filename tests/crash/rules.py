"""The waits of the bot under test, scaled; and for the controls the three rules that can be broken."""

from dataclasses import fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from mentorbot.chat.platform import Absent, Evidence, Parcel, Sent
from mentorbot.outbox.timing import Timing
from mentorbot.platforms.discord.platform import DiscordPlatform
from mentorbot.platforms.slack import history
from mentorbot.platforms.slack.platform import SlackPlatform
from mentorbot.store import engine

PLATFORMS: Final = (SlackPlatform, DiscordPlatform)


class Broken(StrEnum):
    """What a control does wrong."""

    BLIND = "blind"
    """It sends again what may have arrived, without looking."""
    ASSUMED = "assumed"
    """It takes what may have arrived for sent, without looking."""
    HASTY = "hasty"
    """It looks at once, without waiting for what is still on its way."""


LEAST_ANSWER: Final = timedelta(seconds=1)
"""An answer is waited for so long even where all is scaled, since a busy machine must not look like a broken line."""


def scaled(scale: float, broken: Broken | None = None) -> Timing:
    """The real waits, each times `scale`."""
    waits: dict[str, timedelta] = {each.name: getattr(Timing(), each.name) * scale for each in fields(Timing)}
    waits["answer_within"] = max(waits["answer_within"], LEAST_ANSWER)
    if broken is Broken.HASTY:
        waits["settling"] = timedelta()
    return Timing(**waits)


def scale_look_ups(scale: float) -> None:
    """As many look-ups in a scaled minute as in a real one: a storm makes in a minute what is in doubt in ten."""
    history.SPAN *= scale  # type: ignore[misc] # final for the bot, not for its double


def scale_database(scale: float) -> None:
    """The same for what a frozen process holds on PostgreSQL, but no shorter than a busy machine needs."""
    engine.IDLE_SECONDS = max(2.0, engine.IDLE_SECONDS * scale)
    engine.TRANSACTION_SECONDS = max(5.0, engine.TRANSACTION_SECONDS * scale)


def break_rule(broken: Broken) -> None:
    """From now on every look-up finds what this control wants to hear."""
    evidence: dict[Broken, Evidence] = {Broken.BLIND: Absent(), Broken.ASSUMED: Sent("assumed")}
    if broken not in evidence:
        return

    async def find(_platform: object, _parcel: Parcel, _since: datetime) -> Evidence:
        return evidence[broken]

    for platform in PLATFORMS:
        setattr(platform, "find", find)  # noqa: B010 - mypy would not have a method assigned
