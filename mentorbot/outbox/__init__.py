"""Durable delivery: claim, send, settle."""

from mentorbot.outbox.dispatcher import Dispatcher

__all__ = ["Dispatcher"]
