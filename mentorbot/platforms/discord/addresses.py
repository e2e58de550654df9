"""Where Discord is."""

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route


def redirect(*, api_url: str, gateway_url: str) -> None:
    """Send every call of discord.py there.

    It keeps its addresses as attributes of two classes and takes them from nowhere else, so one process speaks to
    one Discord; this is the only place that sets them.
    """
    Route.BASE = api_url.rstrip("/")
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)
