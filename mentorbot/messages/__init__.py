"""What the bot says in more than one place; words only, no store and no clock."""
