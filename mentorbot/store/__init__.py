"""The memory: SQLAlchemy Core tables in, frozen values of the domain out; nobody else knows SQL."""

from mentorbot.store.engine import Store, Tx, open_store

__all__ = ["Store", "Tx", "open_store"]
