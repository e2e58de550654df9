"""An event loop whose time passes only when everything waits, for what is about seconds."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

_Result = TypeVar("_Result")


class _Selector(selectors.SelectSelector):
    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self.now += max(timeout or 0.0, 0.0)
        return super().select(0)


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._passing = _Selector()
        super().__init__(self._passing)

    def time(self) -> float:
        return self._passing.now


def run_virtually(work: Coroutine[Any, Any, _Result]) -> _Result:
    """Run it to its end, without waiting for real."""
    with asyncio.Runner(loop_factory=_Loop) as runner:
        return runner.run(work)
