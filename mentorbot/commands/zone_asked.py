"""Asking for somebody's time zone where their platform knows none."""

from zoneinfo import ZoneInfo

from mentorbot.chat.blocks import Button, Tone
from mentorbot.chat.call import asking, call
from mentorbot.commands.context import Context

_LIKELY_ZONES = ("America/New_York", "Europe/London", "Europe/Berlin", "Asia/Kolkata")


def zone_buttons(ctx: Context, path: str, **named: str) -> tuple[Button, ...]:
    """Likely zones, each with its clock now, and a form for the others; `path` takes the zone as `tz`."""
    now = {zone: f"{ctx.now.astimezone(ZoneInfo(zone)):%H:%M}" for zone in _LIKELY_ZONES}
    likely = [Button(f"{zone} · now {clock}", call(path, **named, tz=zone)) for zone, clock in now.items()]
    return (*likely, Button("Another one", asking(path, **named), Tone.PRIMARY))
