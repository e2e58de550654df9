"""Pages that are part of a page."""

from collections.abc import Iterator

from mentorbot.guides.folder import Draft
from mentorbot.guides.lint.places import pages
from mentorbot.guides.problem import Problem, advice


def nested_parts(draft: Draft) -> Iterator[Problem]:
    """A page goes deeper into a page that stands on its own: there is one level."""
    parents = {page.slug: each.text for page in pages(draft) for each in page.all("part_of")}
    for page in pages(draft):
        for named in page.all("part_of"):
            if named.text == page.slug:
                yield advice(
                    named.file, named.line, "The page is `part_of` itself.", "Name the page it goes deeper into."
                )
            elif above := parents.get(named.text):
                message = f"`{named.text}` is itself part of `{above}`."
                yield advice(named.file, named.line, message, f"Name a page that stands on its own, such as `{above}`.")
