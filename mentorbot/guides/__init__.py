"""The content folder made into guides: loading, checking, searching."""

from mentorbot.guides.changes import Fingerprint, fingerprint
from mentorbot.guides.links import WebLink, web_links
from mentorbot.guides.lint import check
from mentorbot.guides.lint.places import homes
from mentorbot.guides.load import Library, load_library
from mentorbot.guides.new_guide import BadSlug, new_guide
from mentorbot.guides.problem import ContentProblems, Problem, Severity, advice
from mentorbot.guides.search import Answer, Search, Verdict

__all__ = [
    "Answer",
    "BadSlug",
    "ContentProblems",
    "Fingerprint",
    "Library",
    "Problem",
    "Search",
    "Severity",
    "Verdict",
    "WebLink",
    "advice",
    "check",
    "fingerprint",
    "homes",
    "load_library",
    "new_guide",
    "web_links",
]
