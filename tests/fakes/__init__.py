"""Local servers that stand in for the chat platforms: only the wire is faked."""
