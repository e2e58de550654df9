"""Durable delivery: claimed in lanes, sent at a pace, settled in groups; what is in doubt is looked for."""

from mentorbot.outbox.dispatcher import Dispatcher
from mentorbot.outbox.timing import Timing

__all__ = ["Dispatcher", "Timing"]
