"""What the page sent, read and checked; anything may come in here."""

from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

from mentorbot.chat.call import Call
from mentorbot.platforms.local.forms import carried
from mentorbot.platforms.local.people import Persona, find_persona


class BadRequest(Exception):
    """A request that makes no sense; the text is a sentence for the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FromPage:
    """The body of a request, and who sent it."""

    persona: Persona
    body: Mapping[str, object]

    def text(self, name: str) -> str:
        value = self.body.get(name)
        if not isinstance(value, str):
            raise BadRequest(f"“{name}” is missing, or is no text.")
        return value

    def number(self, name: str) -> int | None:
        value = self.body.get(name)
        return value if isinstance(value, int) else None

    def texts(self, name: str) -> dict[str, str]:
        values = self.body.get(name)
        if not isinstance(values, dict):
            raise BadRequest(f"“{name}” is missing, or holds no texts.")
        return {str(key): str(value) for key, value in values.items()}

    def call(self, name: str) -> Call:
        try:
            return carried(self.text(name))
        except ValueError as broken:
            raise BadRequest(f"“{name}” is no call.") from broken


async def read_request(request: web.Request) -> FromPage:
    """The request's JSON object; raises BadRequest."""
    try:
        body: object = await request.json()
    except ValueError as broken:
        raise BadRequest("This is no JSON.") from broken
    if not isinstance(body, dict):
        raise BadRequest("This is no JSON object.")
    persona = find_persona(str(body.get("as", "")))
    if persona is None:
        raise BadRequest("Nobody here is called that.")
    return FromPage(persona=persona, body=body)
