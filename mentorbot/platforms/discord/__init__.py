"""Discord: discord.py over the gateway, native subcommands, Components V2, modals, direct messages."""
