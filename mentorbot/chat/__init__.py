"""The shape of a conversation: calls, commands, replies, forms, and what a platform must do."""
