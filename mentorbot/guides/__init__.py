"""The content folder made into guides: loading, checking, asking."""

from mentorbot.guides.asking.meaning import Model, open_model
from mentorbot.guides.asking.scope import Reason
from mentorbot.guides.asking.search import Answer, Search, Verdict, nearest_page, nearest_topic
from mentorbot.guides.changes import Fingerprint, fingerprint
from mentorbot.guides.kept import guide_of_text, text_of_guide
from mentorbot.guides.library import Library
from mentorbot.guides.links import WebLink, web_links
from mentorbot.guides.lint import check
from mentorbot.guides.lint.places import homes
from mentorbot.guides.load import load_library
from mentorbot.guides.new_guide import BadSlug, new_guide
from mentorbot.guides.problem import ContentProblems, Problem, Severity, advice
from mentorbot.guides.searches import Searches

__all__ = [
    "Answer",
    "BadSlug",
    "ContentProblems",
    "Fingerprint",
    "Library",
    "Model",
    "Problem",
    "Reason",
    "Search",
    "Searches",
    "Severity",
    "Verdict",
    "WebLink",
    "advice",
    "check",
    "fingerprint",
    "guide_of_text",
    "homes",
    "load_library",
    "nearest_page",
    "nearest_topic",
    "new_guide",
    "open_model",
    "text_of_guide",
    "web_links",
]
