"""The JSON of the wire, and the errors that Slack answers with."""

from collections.abc import Sequence
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
"""An object as it travels; its shape is checked where it is read."""


class SlackError(Exception):
    """A method's refusal: `{"ok": false, "error": code}`, with the sentences Slack adds in `response_metadata`."""

    def __init__(self, code: str, messages: Sequence[str] = (), **more: str) -> None:
        super().__init__(code)
        self.code = code
        self.messages = list(messages)
        self.more = more

    def body(self) -> Json:
        """What goes over the wire."""
        body: Json = {"ok": False, "error": self.code, **self.more}
        if self.messages:
            body["response_metadata"] = {"messages": [f"[ERROR] {each}" for each in self.messages]}
        return body
