"""Pages that nobody has looked at for a year."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from mentorbot.guides.folder import Draft
from mentorbot.guides.lint.places import pages
from mentorbot.guides.problem import Problem, advice

A_YEAR: Final = timedelta(days=365)


def review_dates(draft: Draft, today: date) -> Iterator[Problem]:
    """`reviewed` is no older than a year, and not still to come."""
    for page in pages(draft):
        for passage in page.all("reviewed"):
            reviewed = date.fromisoformat(passage.text)
            if reviewed > today:
                message = f"The page was reviewed on {reviewed}, and that day is still to come."
                yield advice(
                    passage.file, passage.line, message, f"Write the day on which somebody read it; today is {today}."
                )
            elif today - reviewed > A_YEAR:
                message = f"The page was last reviewed on {reviewed}, more than a year ago."
                yield advice(
                    passage.file, passage.line, message, f"Read it, put right what changed, and write {today}."
                )
