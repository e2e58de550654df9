"""What guides say of each other."""

from collections.abc import Iterator, Sequence

from mentorbot.guides.folder import Draft
from mentorbot.guides.lint.places import header
from mentorbot.guides.nearest import did_you_mean
from mentorbot.guides.problem import Problem, advice


def first_guides(drafts: Sequence[Draft]) -> Iterator[Problem]:
    """At most one is the guide to use when nobody says which."""
    named = [each for draft in drafts for each in header(draft, "first")]
    for passage in named[1:]:
        message = f"Another guide is the `first` already ({named[0].file}:{named[0].line})."
        yield advice(passage.file, passage.line, message, "Leave `first` to one of them.")


def relations(drafts: Sequence[Draft]) -> Iterator[Problem]:
    """`related` names other guides that are there, and they name this one."""
    related = {draft.name: {each.text for each in header(draft, "related")} for draft in drafts}
    for draft in drafts:
        for passage in header(draft, "related"):
            message, suggestion = _fault(draft.name, passage.text, related)
            if message:
                yield advice(passage.file, passage.line, message, suggestion)


def _fault(own: str, other: str, related: dict[str, set[str]]) -> tuple[str, str]:
    if other == own:
        return "The guide is `related` to itself.", "Take it out."
    if other not in related:
        hint = did_you_mean(other, related.keys() - {own}, otherwise="Write that guide, or take it out.")
        return f"There is no guide {other!r}.", hint
    if own not in related[other]:
        return f"`{other}` does not name this guide in its `related`.", f"Add `{own}` there, or take it out here."
    return "", ""
