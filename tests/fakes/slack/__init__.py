"""A local Slack: the real client libraries talk to it over HTTP and WebSocket."""

from tests.fakes.slack.people import Person
from tests.fakes.slack.replies import Reply
from tests.fakes.slack.server import LocalSlack

__all__ = ["LocalSlack", "Person", "Reply"]
