"""Pages that are asked about together: a topic, and what goes deeper into a part of it."""

from mentorbot.domain.guide import Topic


def topic_of(page: Topic) -> str:
    """The topic that the page belongs to: its own, or the one into which it goes deeper."""
    return page.part_of or page.slug
