"""The shape of a conversation."""
