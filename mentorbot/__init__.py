"""A mentorship bot for Slack and Discord."""
