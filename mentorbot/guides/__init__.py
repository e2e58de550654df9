"""The content folder made into guides: loading, checking, searching."""

from mentorbot.guides.kept import guide_of_text, text_of_guide
from mentorbot.guides.library import Library
from mentorbot.guides.lint import check
from mentorbot.guides.load import load_library
from mentorbot.guides.problem import ContentProblems, Problem
from mentorbot.guides.search import Answer, Search, Verdict
from mentorbot.guides.searches import Searches

__all__ = [
    "Answer",
    "ContentProblems",
    "Library",
    "Problem",
    "Search",
    "Searches",
    "Verdict",
    "check",
    "guide_of_text",
    "load_library",
    "text_of_guide",
]
