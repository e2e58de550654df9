"""The local workspace: a page on which one can be any of a few people, to try the bot with no token at all."""
