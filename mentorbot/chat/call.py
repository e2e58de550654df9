"""A command call as text: what people type after the slash, and what a button carries."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

ASK_ME = "?"
"""`/mentor schedule ?`: ask me in a form, though nothing is missing."""

_TOKEN = re.compile(
    r"""
    (?:(?P<name>[A-Za-z][A-Za-z_]*)=)?
    (?: "(?P<quoted>(?:[^"\\]|\\.)*)"(?!\S)
      | ["“”„«»](?P<curly>[^"“”„«»]*)["“”„«»](?!\S)
      | (?P<bare>\S+)
      | (?(name)(?!\S)|(?!))
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_BEFORE = re.compile(r"[\s/]*")
_NEEDS_QUOTES = re.compile(r"[\s\"“”„«»\\=]|^$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Which command, and what was given to it: named values, and `rest`, text still to be read."""

    group: str
    word: str
    named: Mapping[str, str] = field(default_factory=dict)
    rest: str = ""

    def __str__(self) -> str:
        """Text that `parse_call` reads back to an equal meaning."""
        named = (f"{name}={_quoted(value)}" for name, value in self.named.items())
        return " ".join(part for part in (self.group, self.word, *named, self.rest) if part)


@dataclass(frozen=True, slots=True)
class Word:
    """One word or `name=value` of a text, and where it starts there."""

    name: str | None
    value: str
    start: int


def call(path: str, **named: str | int) -> Call:
    """A call from our own code: `call("mentor done", task="apis")`."""
    group, _, word = path.partition(" ")
    return Call(group=group, word=word, named={name: str(value) for name, value in named.items()})


def asking(path: str, **named: str | int) -> Call:
    """The same, with a form for whatever is not named: `asking("mentor done", task="apis")`."""
    return replace(call(path, **named), rest=ASK_ME)


def parse_call(text: str) -> Call:
    """Read `group word rest`; every text is readable, and what is missing is empty."""
    bare = _BEFORE.sub("", text.rstrip(), count=1)
    group, word, rest, *_ = *bare.split(maxsplit=2), "", "", ""
    return Call(group=group.lower(), word=word.lower(), rest=rest)


def words(text: str) -> Iterator[Word]:
    """The words of a text: bare, "quoted" in any style, or `name=value`; a stray quote is an ordinary character."""
    for token in _TOKEN.finditer(text):
        name = token["name"]
        yield Word(name.lower() if name else None, _value(token), token.start())


def _value(token: re.Match[str]) -> str:
    if token["quoted"] is not None:
        return re.sub(r"\\(.)", r"\1", token["quoted"], flags=re.DOTALL)
    return token["curly"] or token["bare"] or ""


def _quoted(value: str) -> str:
    if not _NEEDS_QUOTES.search(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
