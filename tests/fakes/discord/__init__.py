"""A local Discord that the real discord.py runs against over HTTP and WebSocket."""

from tests.fakes.discord.files import GivenFile
from tests.fakes.discord.gestures import NoAnswer
from tests.fakes.discord.payloads import NotOffered
from tests.fakes.discord.person import Choice, Person
from tests.fakes.discord.seen import Modal, Reply
from tests.fakes.discord.server import LocalDiscord
from tests.fakes.discord.uploads import Upload

__all__ = ["Choice", "GivenFile", "LocalDiscord", "Modal", "NoAnswer", "NotOffered", "Person", "Reply", "Upload"]
