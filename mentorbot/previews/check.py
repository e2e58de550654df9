"""The part of `check` that needs the platforms: texts that one of them would not show whole."""

from pathlib import Path

from mentorbot.guides import Problem, advice, homes, load_library
from mentorbot.previews.losses import losses
from mentorbot.previews.stage import staged
from mentorbot.previews.subjects import everything

SHORTEN = "Shorten it, or use fewer bold words and links: each platform counts its own marks too."


async def unshown(content_dir: Path) -> list[Problem]:
    """One for each page, step, task or nudge. Raises ContentProblems when the guides cannot be read."""
    library = load_library(content_dir)
    places = homes(content_dir)
    found: list[Problem] = []
    async with staged(library) as stage:
        async for guide, subject in everything(stage, library.guides.values()):
            if lost := dict(losses(subject)):
                file, line = places[guide.slug, subject.slug]
                first = next(iter(lost.values()))
                message = f"{subject.name} is over a limit of {' and '.join(lost)}, where this is cut: {first!r}."
                found.append(advice(file, line, message, SHORTEN))
    return found
