"""Names that a platform gave to people and places; they mean nothing outside it."""

from typing import NewType

UserId = NewType("UserId", str)
ChannelId = NewType("ChannelId", str)
RoleId = NewType("RoleId", str)
WorkspaceId = NewType("WorkspaceId", str)
"""A Slack team, a Discord server, or the local workspace."""
