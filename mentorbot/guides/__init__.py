"""The content folder made into guides: loading, checking, searching."""

from mentorbot.guides.asking.meaning import Model, open_model
from mentorbot.guides.asking.scope import Reason
from mentorbot.guides.asking.search import Answer, Search, Verdict
from mentorbot.guides.lint import check
from mentorbot.guides.load import Library, load_library
from mentorbot.guides.problem import ContentProblems, Problem

__all__ = [
    "Answer",
    "ContentProblems",
    "Library",
    "Model",
    "Problem",
    "Reason",
    "Search",
    "Verdict",
    "check",
    "load_library",
    "open_model",
]
