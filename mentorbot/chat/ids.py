"""Names that a platform gave to people, places and files; they mean nothing outside it."""

from typing import NewType

UserId = NewType("UserId", str)
ChannelId = NewType("ChannelId", str)
RoleId = NewType("RoleId", str)
GroupId = NewType("GroupId", str)
"""A user group of Slack's."""
FileId = NewType("FileId", str)
"""What `Platform.read_file` finds a file by that somebody gave; never its content, and too long for a button."""
WorkspaceId = NewType("WorkspaceId", str)
"""A Slack team, a Discord server, or the local workspace."""
