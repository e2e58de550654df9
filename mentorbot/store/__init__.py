"""The memory: SQLAlchemy Core tables in, frozen values of the domain out; nobody else knows SQL."""

from mentorbot.store.engine import Store, Tx, open_store, reading_store
from mentorbot.store.sqlite_file import alone_on

__all__ = ["Store", "Tx", "alone_on", "open_store", "reading_store"]
