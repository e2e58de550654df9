"""The content folder made into guides: loading, checking, searching."""

from mentorbot.guides.lint import check
from mentorbot.guides.load import Library, load_library
from mentorbot.guides.problem import ContentProblems, Problem

__all__ = [
    "ContentProblems",
    "Library",
    "Problem",
    "check",
    "load_library",
]
