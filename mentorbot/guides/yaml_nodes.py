"""YAML in which every value knows its line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import yaml

from mentorbot.guides.problem import Problem

Plain: TypeAlias = str | int | float | bool | date | None

# libyaml's parser is ten times quicker; the Python one reads the same language.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    value: Plain
    line: int


@dataclass(frozen=True, slots=True)
class Items:
    nodes: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Fields:
    nodes: dict[str, "Node"]
    key_lines: dict[str, int]
    line: int


Node: TypeAlias = Scalar | Items | Fields


class BadYaml(Exception):
    """The text is not YAML that content may use; carries every problem found."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


def read_fields(text: str, *, file: str, first_line: int = 1) -> Fields:
    """The mapping written in `text`, which starts on `first_line` of `file`; raises BadYaml."""
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        if not isinstance(root, yaml.MappingNode):
            raise BadYaml(
                Problem(file, first_line, "Here are no `key: value` lines.", "Write them, such as `title: A guide`.")
            )
        reading = _Reading(file, first_line, loader)
        fields = reading.fields(root)
    except yaml.MarkedYAMLError as error:
        last = text.rstrip("\n").count("\n")
        raise BadYaml(_from_yaml(error, file=file, first_line=first_line, last=last)) from error
    except (ValueError, RecursionError, yaml.YAMLError) as error:
        raise BadYaml(
            Problem(file, first_line, f"This YAML cannot be read: {error}.", "Write `key: value` lines.")
        ) from error
    finally:
        loader.dispose()
    if reading.problems:
        raise BadYaml(*reading.problems)
    return fields


def _from_yaml(error: yaml.MarkedYAMLError, *, file: str, first_line: int, last: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    # A text that ends too early has its mark below its last line.
    line = first_line + (min(mark.line, last) if mark else 0)
    colon = "mapping values" in str(error.problem)
    hint = "Put a text that holds `: ` in quotes." if colon else "Look at the quotes, brackets and indents near it."
    return Problem(file, line, f"This YAML cannot be read: {error.problem or error.context}.", hint)


class _Reading:
    """One pass over the nodes of one text; collects what is wrong on the way."""

    def __init__(self, file: str, first_line: int, loader: yaml.SafeLoader) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._first_line = first_line
        self._loader = loader
        self._seen: set[int] = set()

    def fields(self, node: yaml.MappingNode) -> Fields:
        nodes: dict[str, Node] = {}
        key_lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), self._line(key_node)
            if key in nodes:
                self._problem(
                    line, f"`{key}` is here twice; the first is on line {key_lines[key]}.", "Keep one of them."
                )
                continue
            key_lines[key] = line
            nodes[key] = self._node(value_node)
        return Fields(nodes, key_lines, self._line(node))

    def _node(self, node: yaml.Node) -> Node:
        line = self._line(node)
        if id(node) in self._seen:
            self._problem(line, "Anchors and aliases (& and *) are not used in content.", "Write the value out.")
            return Scalar(None, line)
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.fields(node)
        if isinstance(node, yaml.SequenceNode):
            return Items(tuple(self._items(node)), line)
        return Scalar(self._plain(node), line)

    def _items(self, node: yaml.SequenceNode) -> Iterator[Node]:
        for item in node.value:
            yield self._node(item)

    def _plain(self, node: yaml.Node) -> Plain:
        try:
            value = self._loader.construct_object(node)
        except (ValueError, yaml.YAMLError) as error:
            why = getattr(error, "problem", None) or error
            self._problem(self._line(node), f"This value cannot be read: {why}.", "Put it in quotes if it is a text.")
            return None
        if value is None or isinstance(value, str | int | float | bool | date):
            return value
        self._problem(
            self._line(node), "Only texts, numbers and dates are used in content.", "Write it as one of these."
        )
        return None

    def _line(self, node: yaml.Node) -> int:
        return int(node.start_mark.line) + self._first_line

    def _problem(self, line: int, message: str, suggestion: str) -> None:
        self.problems.append(Problem(self._file, line, message, suggestion))
