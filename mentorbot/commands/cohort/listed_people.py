"""Whom each line of a list means, among everybody whom the platform knows."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mentorbot.chat.nearest import nearest
from mentorbot.chat.platform import Person
from mentorbot.domain.errors import NotUnderstood, shortened
from mentorbot.domain.people_files import PeopleFile, Row
from mentorbot.domain.spoken import read_zone

_SUGGESTED = 20
"""Lines that find nobody and are told the nearest name; looking through all names takes a few milliseconds each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One line: the person it means, or why it means nobody that can be added."""

    number: int
    wrote: str
    person: Person | None = None
    """With the zone that the line says, where it says one."""
    why_not: str = ""


def identified(file: PeopleFile, directory: Sequence[Person]) -> Sequence[Listed]:
    """Each line's person, in the order of the lines; of two lines that mean the same person the first counts."""
    search = _Search(directory)
    found = [_listed(row, search) for row in file.rows]
    found += [Listed(number=each.number, wrote="", why_not=f"The line {each.why}.") for each in file.broken]
    return list(_once(sorted(found, key=lambda each: each.number)))


def _once(lines: Iterable[Listed]) -> Iterator[Listed]:
    first: dict[str, int] = {}
    for each in lines:
        if each.person is None:
            yield each
        elif each.person.user in first:
            yield replace(each, person=None, why_not=f"The same person as in line {first[each.person.user]}.")
        else:
            first[each.person.user] = each.number
            yield each


class _Search:
    """The directory by everything that a line may say."""

    def __init__(self, directory: Sequence[Person]) -> None:
        self.by_id: Mapping[str, Person] = {each.user: each for each in directory}
        self.by_email = {each.email.casefold(): each for each in directory if each.email}
        self.by_handle = {each.handle.casefold(): each for each in directory if each.handle}
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        for each in directory:
            self.by_name[_plain(each.name)].append(each)
        self._names = [each.name for each in directory if not each.gone]
        self._suggestions = _SUGGESTED

    def nearest(self, name: str) -> str:
        """The closest name, while there is time for it."""
        self._suggestions -= 1
        close = nearest(name, self._names) if self._suggestions >= 0 else ()
        return close[0] if close else ""


def _plain(name: str) -> str:
    """For comparing: one case, one form, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _listed(row: Row, search: _Search) -> Listed:
    person, why_not = _meant(row, search)
    if person is None:
        return Listed(number=row.number, wrote=row.wrote, why_not=why_not)
    if person.bot:
        return Listed(number=row.number, wrote=row.wrote, why_not="A bot; the guide is for people.")
    if person.gone:
        return Listed(number=row.number, wrote=row.wrote, why_not="Deactivated here, so nothing would reach them.")
    if row.zone:
        try:
            person = replace(person, zone=person.zone or read_zone(row.zone))
        except NotUnderstood:
            return Listed(
                number=row.number, wrote=row.wrote, why_not=f"“{shortened(row.zone, 40)}” isn't a time zone I know."
            )
    return Listed(number=row.number, wrote=row.wrote, person=person)


def _meant(row: Row, search: _Search) -> tuple[Person | None, str]:
    """The surest thing that a line says decides: an id, an address, a handle, then a name."""
    if row.id and row.id in search.by_id:
        return search.by_id[row.id], ""
    if row.email and row.email in search.by_email:
        return search.by_email[row.email], ""
    if row.handle and row.handle.casefold() in search.by_handle:
        return search.by_handle[row.handle.casefold()], ""
    if row.name:
        return _by_name(row.name, search)
    said = "address" if row.email else "handle" if row.handle else "id"
    return None, f"Nobody here has that {said}."


def _by_name(name: str, search: _Search) -> tuple[Person | None, str]:
    called = search.by_name.get(_plain(name), [])
    here = [each for each in called if not each.gone] or called
    if len(here) == 1:
        return here[0], ""
    if here:
        return None, f"{len(here)} people are called that; add an address, a handle or an id."
    other = search.by_handle.get(name.casefold()) or search.by_id.get(name)
    if other is not None:
        return other, ""
    close = search.nearest(name)
    return None, f"Nobody here is called that; did you mean {close}?" if close else "Nobody here is called that."
