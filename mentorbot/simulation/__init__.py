"""Half a year in a minute: the live bot in virtual time, on platforms that are played, and its promises gone over."""

from mentorbot.simulation.report import Report, as_json, lines
from mentorbot.simulation.run import simulate
from mentorbot.simulation.scenario import (
    DEFAULT_START,
    DEFAULT_ZONES,
    BadScenario,
    Scenario,
    outages_named,
    start_named,
    zones_named,
)

__all__ = [
    "DEFAULT_START",
    "DEFAULT_ZONES",
    "BadScenario",
    "Report",
    "Scenario",
    "as_json",
    "lines",
    "outages_named",
    "simulate",
    "start_named",
    "zones_named",
]
