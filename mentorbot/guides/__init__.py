"""The content folder made into guides: loading, checking, searching."""

from mentorbot.guides.lint import check
from mentorbot.guides.load import Library, load_library
from mentorbot.guides.new_guide import BadSlug, new_guide
from mentorbot.guides.problem import ContentProblems, Problem, Severity
from mentorbot.guides.search import Answer, Search, Verdict

__all__ = [
    "Answer",
    "BadSlug",
    "ContentProblems",
    "Library",
    "Problem",
    "Search",
    "Severity",
    "Verdict",
    "check",
    "load_library",
    "new_guide",
]
