"""The nearest of some words to what somebody typed."""

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process, utils

_CLOSE = 65
"""Of 100; "jion" to "join" is 75, "nurse" to "guides" 55."""


def nearest(typed: str, names: Iterable[str], *, limit: int = 1) -> tuple[str, ...]:
    """The closest names, best first; none when nothing is close."""
    found = process.extract(
        typed[:100], list(names), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=_CLOSE, limit=limit
    )
    return tuple(name for name, _, _ in found)


def named(typed: str, names: Mapping[str, str]) -> str | None:
    """The value of the name that was meant: the very one, or the only one that holds what was typed.

    `names` maps what people may write (a title, a short name) to a value; several names may share one.
    """
    wanted = " ".join(typed.casefold().replace("-", " ").split())
    spoken = {" ".join(name.casefold().replace("-", " ").split()): value for name, value in names.items()}
    if wanted in spoken:
        return spoken[wanted]
    holding = {value for name, value in spoken.items() if wanted in name}
    return holding.pop() if len(holding) == 1 and wanted else None


def nearest_values(typed: str, names: Mapping[str, str], *, limit: int = 1) -> tuple[str, ...]:
    """The values of the closest names, best first, each once."""
    return tuple(dict.fromkeys(names[name] for name in nearest(typed, names, limit=limit)))
