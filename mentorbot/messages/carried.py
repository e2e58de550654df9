"""That what was done under one guide counts under another."""

from mentorbot.messages import moments


def counted_here(who: str, tasks: int) -> str:
    """3 tasks you did before count here too: a sentence without its end."""
    return f"{moments.count(tasks, 'task')} {who} did before {'counts' if tasks == 1 else 'count'} here too"
