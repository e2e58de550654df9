"""Discord's errors: an HTTP status, a code, and for bad payloads the path of each fault."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


@dataclass(eq=False)
class ApiError(Exception):
    """What a route raises; the server turns it into Discord's JSON."""

    status: int
    code: int
    message: str
    errors: Json = field(default_factory=dict)

    def json(self) -> Json:
        body: Json = {"code": self.code, "message": self.message}
        return body | ({"errors": self.errors} if self.errors else {})


UNAUTHORISED = ApiError(401, 0, "401: Unauthorized")
UNKNOWN_CHANNEL = ApiError(404, 10003, "Unknown Channel")
UNKNOWN_GUILD = ApiError(404, 10004, "Unknown Guild")
UNKNOWN_MEMBER = ApiError(404, 10007, "Unknown Member")
UNKNOWN_MESSAGE = ApiError(404, 10008, "Unknown Message")
UNKNOWN_ROLE = ApiError(404, 10011, "Unknown Role")
NO_USER = ApiError(404, 10013, "Unknown User")
UNKNOWN_WEBHOOK = ApiError(404, 10015, "Unknown Webhook")
UNKNOWN_INTERACTION = ApiError(404, 10062, "Unknown interaction")
ACKNOWLEDGED = ApiError(400, 40060, "Interaction has already been acknowledged.")
OPENING_TOO_FAST = ApiError(400, 40003, "You are opening direct messages too fast.")
INVALID_TOKEN = ApiError(401, 50027, "Invalid Webhook Token")
MISSING_ACCESS = ApiError(403, 50001, "Missing Access")
NOT_THE_AUTHOR = ApiError(403, 50005, "Cannot edit a message authored by another user")
CANNOT_SEND = ApiError(403, 50007, "Cannot send messages to this user")
NO_MUTUAL_GUILD = ApiError(403, 50278, "Cannot send messages to this user due to having no mutual guilds")
INVALID_RECIPIENT = ApiError(400, 50033, "Invalid Recipient(s)")
BAD_LIMIT = ApiError(400, 50035, "Invalid Form Body", {"limit": {"_errors": [{"code": "NUMBER_TYPE_MAX"}]}})
TOO_LARGE = ApiError(413, 40005, "Request entity too large")
EMPTY_MESSAGE = ApiError(400, 50006, "Cannot send an empty message")


class Faults:
    """Collects what is wrong with a payload, each fault at its path."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def add(self, path: str, message: str) -> None:
        self.found.append((path, message))

    def length(self, path: str, value: object, *, low: int = 1, high: int) -> None:
        """A string of `low` to `high` characters."""
        if not isinstance(value, str):
            self.add(path, "This field is required")
        elif not low <= len(value) <= high:
            self.add(path, f"Must be between {low} and {high} in length.")

    def at_most(self, path: str, value: object, *, high: int) -> None:
        """A string that may be absent."""
        if value is not None:
            self.length(path, value, low=0, high=high)

    def count(self, path: str, items: object, *, low: int = 1, high: int) -> None:
        """A list of `low` to `high` items."""
        if not isinstance(items, list) or not low <= len(items) <= high:
            self.add(path, f"Must be between {low} and {high} in length.")

    def settle(self) -> None:
        """Raise "Invalid Form Body" (50035) when anything was wrong."""
        if self.found:
            raise ApiError(400, 50035, "Invalid Form Body", _nested(self.found))


def _nested(found: list[tuple[str, str]]) -> Json:
    tree: Json = {}
    for path, message in found:
        place = tree
        for key in path.split("."):
            place = place.setdefault(key, {})
        place.setdefault("_errors", []).append({"code": "INVALID", "message": message})
    return tree
