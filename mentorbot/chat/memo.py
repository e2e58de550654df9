"""Remember what was made of a value that comes again: thousands get the same message on a Monday morning."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

GivenT = TypeVar("GivenT")
MadeT = TypeVar("MadeT")


class SameAgain(Generic[GivenT, MadeT]):
    """`make`, asked once for each object among the latest `size`; for values too large to be compared or hashed.

    What is made must not be changed by whoever gets it.
    """

    def __init__(self, make: Callable[[GivenT], MadeT], size: int = 256) -> None:
        self._make = make
        self._size = size
        self._made: OrderedDict[int, tuple[GivenT, MadeT]] = OrderedDict()

    def __call__(self, given: GivenT) -> MadeT:
        known = self._made.get(id(given))
        if known is not None:  # it is kept, so that no other object can have its id
            return known[1]
        made = self._make(given)
        self._made[id(given)] = given, made
        if len(self._made) > self._size:
            self._made.popitem(last=False)
        return made
