"""Slack: slash commands, buttons, forms and direct messages over Socket Mode."""
