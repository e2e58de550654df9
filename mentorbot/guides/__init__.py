"""The content folder made into guides: loading, checking, asking."""

from mentorbot.guides.asking.meaning import Model, open_model
from mentorbot.guides.asking.scope import Reason
from mentorbot.guides.asking.search import Answer, Search, Verdict
from mentorbot.guides.kept import guide_of_text, text_of_guide
from mentorbot.guides.library import Library
from mentorbot.guides.lint import check
from mentorbot.guides.load import load_library
from mentorbot.guides.problem import ContentProblems, Problem
from mentorbot.guides.searches import Searches

__all__ = [
    "Answer",
    "ContentProblems",
    "Library",
    "Model",
    "Problem",
    "Reason",
    "Search",
    "Searches",
    "Verdict",
    "check",
    "guide_of_text",
    "load_library",
    "open_model",
    "text_of_guide",
]
