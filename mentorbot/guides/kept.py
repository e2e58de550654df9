"""A whole guide as one text, and back: how its versions are kept."""

from pydantic import TypeAdapter, ValidationError

from mentorbot.domain.guide import Guide

_GUIDE = TypeAdapter(Guide)


class Unreadable(Exception):
    """It is no guide, or one of another shape."""


def text_of_guide(guide: Guide) -> str:
    """Everything in it, as JSON."""
    return _GUIDE.dump_json(guide).decode()


def guide_of_text(text: str) -> Guide:
    """The guide that `text_of_guide` was given; raises Unreadable."""
    try:
        return _GUIDE.validate_json(text)
    except ValidationError as error:
        raise Unreadable(str(error)) from error
