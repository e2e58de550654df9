"""A list of people as a spreadsheet saves it: each line read by itself, so that a broken one costs only itself."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from mentorbot.domain.errors import NotUnderstood, shortened

MOST_LINES = 20_000
LARGEST_FILE = 5_000_000
"""Bytes: twice what so many lines with names, addresses and zones take."""
LONGEST_LINE = 1_000
"""Characters of a line; more is no line about a person."""

_SEPARATORS = ",;\t"
_MARKS: Sequence[tuple[bytes, str]] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
"""What programs write before a text to say how it is encoded."""
_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("id", "user", "userid", "memberid", "slackid", "discordid", "user_id"), "id"),
        **dict.fromkeys(("email", "mail", "emailaddress", "address"), "email"),
        **dict.fromkeys(("handle", "username", "login", "nick", "nickname"), "handle"),
        **dict.fromkeys(("name", "fullname", "displayname", "realname", "person", "member"), "name"),
        **dict.fromkeys(("firstname", "givenname", "first"), "first"),
        **dict.fromkeys(("lastname", "surname", "familyname", "last"), "last"),
        **dict.fromkeys(("tz", "timezone", "zone"), "zone"),
    }
)
"""How a column may be called, without spaces, dashes and underscores."""
_MENTION = re.compile(r"<@!?(\w+)(?:\|[^>]*)?>")
_ID = re.compile(r"[UW][A-Z0-9]{6,20}|\d{15,20}")
"""Slack's and Discord's."""
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line that names somebody in some way; `number` counts lines from 1."""

    number: int
    id: str = ""
    email: str = ""
    """In small letters."""
    handle: str = ""
    name: str = ""
    zone: str = ""
    """As it was written; empty where it says nothing."""

    @property
    def wrote(self) -> str:
        """What it says of the person, to name the line by."""
        return self.name or self.email or self.handle or self.id


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that cannot be read, and why, in words."""

    number: int
    why: str


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """What a file says, in the order of its lines; empty lines are left out."""

    rows: tuple[Row, ...]
    broken: tuple[Broken, ...]


def read_people(content: bytes) -> PeopleFile:
    """Read a CSV (commas, semicolons or tabs) with or without a line of headings; raises NotUnderstood for no CSV."""
    lines = list(_lines(content))
    if not lines:
        raise NotUnderstood("That file is empty, so nobody was added.", option="file")
    separator = _separator(lines)
    columns = _columns(lines[0][1], separator)
    rows: list[Row] = []
    broken: list[Broken] = []
    for number, line in lines[1:] if columns else lines:
        try:
            rows.append(_row(number, _fields(line, separator), columns))
        except ValueError as problem:
            broken.append(Broken(number, str(problem)))
    return PeopleFile(tuple(rows), tuple(broken))


def _lines(content: bytes) -> Iterator[tuple[int, bytes | str]]:
    """Each line that is not empty, with its number; those that are no text stay bytes."""
    mark, encoding = next(((mark, name) for mark, name in _MARKS if content.startswith(mark)), (b"", "utf-8"))
    raw = content[len(mark) :]
    if encoding != "utf-8":
        text = raw.decode(encoding, errors="replace")
        pieces: list[bytes | str] = list(re.split(r"\r\n|\r|\n", text))
    else:
        pieces = list(re.split(rb"\r\n|\r|\n", raw))
    if len(pieces) > MOST_LINES + 1:
        raise NotUnderstood(
            f"That file has {len(pieces):,} lines, and {MOST_LINES:,} go at once. Nobody was added; split it and send "
            "the parts one after the other.",
            option="file",
        )
    for number, piece in enumerate(pieces, start=1):
        if piece.strip():
            yield number, piece


def _text(line: bytes | str) -> str:
    """Raises ValueError for what is no text."""
    if isinstance(line, bytes):
        try:
            line = line.decode()
        except UnicodeDecodeError:
            raise ValueError("is not in UTF-8; save the file as “CSV UTF-8”") from None
    if "�" in line or "\0" in line:
        raise ValueError("holds characters that cannot be read; save the file as “CSV UTF-8”")
    if len(line) > LONGEST_LINE:
        raise ValueError(f"has {len(line):,} characters; a line about a person has at most {LONGEST_LINE:,}")
    return line


def _separator(lines: Sequence[tuple[int, bytes | str]]) -> str:
    """The one that the first lines have most of; a comma where they have none."""
    first = "\n".join(line if isinstance(line, str) else line.decode(errors="replace") for _, line in lines[:20])
    return max(_SEPARATORS, key=first.count)


def _fields(line: bytes | str, separator: str) -> list[str]:
    """Raises ValueError for a line that is no row."""
    try:
        (fields,) = csv.reader([_text(line)], delimiter=separator, strict=True)
    except csv.Error:
        raise ValueError("opens a quotation mark that it does not close") from None
    return [each.strip() for each in fields]


def _columns(first: bytes | str, separator: str) -> Sequence[str]:
    """What each column is, where the first line says so; nothing where it is about a person already, or broken."""
    try:
        fields = _fields(first, separator)
    except ValueError:
        return ()
    found = [_HEADERS.get(re.sub(r"[\s_-]+", "", each.casefold()), "") for each in fields]
    return found if any(found) and not any(_EMAIL.fullmatch(each) for each in fields) else ()


def _row(number: int, fields: Sequence[str], columns: Sequence[str]) -> Row:
    """Raises ValueError for a line that names nobody."""
    said = _by_column(fields, columns) if columns else _by_look(fields)
    if mention := _MENTION.fullmatch(said.get("id", "")):
        said["id"] = mention.group(1)
    first_and_last = " ".join(filter(None, (said.pop("first", ""), said.pop("last", ""))))
    said["name"] = said.get("name", "") or first_and_last
    said["email"] = said.get("email", "").casefold().removeprefix("mailto:")
    said["handle"] = said.get("handle", "").removeprefix("@")
    if said["email"] and not _EMAIL.fullmatch(said["email"]):
        raise ValueError(f"has “{shortened(said['email'], 40)}” for an address, which is none")
    row = Row(number=number, **said)
    if not row.wrote:
        raise ValueError("names nobody")
    return row


def _by_column(fields: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    if len(fields) > len(columns) and any(fields[len(columns) :]):
        raise ValueError(f"has {len(fields)} fields, and there are {len(columns)} columns")
    return {column: field for column, field in zip(columns, fields, strict=False) if column}


def _by_look(fields: Sequence[str]) -> dict[str, str]:
    """Without headings: an address and an id look like nothing else, the first of the others is a name."""
    said: dict[str, str] = {}
    for field in filter(None, fields):
        if _MENTION.fullmatch(field) or _ID.fullmatch(field):
            kind = "id"
        elif _EMAIL.fullmatch(field):
            kind = "email"
        else:
            kind = "handle" if field.startswith("@") else "name"
        said.setdefault(kind, field)
    return said
