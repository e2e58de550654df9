"""A Markdown file with YAML between two `---` lines at its top."""

from dataclasses import dataclass

from mentorbot.guides.problem import Problem
from mentorbot.guides.yaml_nodes import BadYaml, Fields, read_fields

FENCE = "---"


@dataclass(frozen=True, slots=True)
class Document:
    """The front matter and the body; `body_line` is the line of the file on which the body starts."""

    fields: Fields
    body: str
    body_line: int


def read_document(text: str, *, file: str) -> Document:
    """Raises BadYaml with the file and the line."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        raise BadYaml(
            Problem(
                file,
                1,
                f"The file does not start with a line `{FENCE}`.",
                "Put one there, then the title and the rest.",
            )
        )
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        raise BadYaml(
            Problem(file, len(lines), "The part at the top is not closed.", f"Put `{FENCE}` on a line after it.")
        )
    fields = read_fields("\n".join(lines[1:end]), file=file, first_line=2)
    rest = lines[end + 1 :]
    blank = next((number for number, line in enumerate(rest) if line.strip()), 0)
    return Document(fields, "\n".join(rest[blank:]).rstrip(), end + 2 + blank)
