"""Runs every benchmark and writes the table of docs/performance.md: `.venv/bin/python benchmarks/table.py`.

`--to -` prints it instead. A benchmark that breaks stops it, and the document stays as it was.
"""

import json
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from os import cpu_count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # started as a file, Python sees this folder only

from benchmarks.figures import Figure, arguments

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- table: benchmarks/table.py writes it -->", "<!-- end of the table -->"
PROGRAMS = (
    "delivery.py",
    "tick_figures.py",
    "burst.py",
    "restart.py",
    "lanes.py",
    "asking.py",
    "matching.py",
    "importing.py",
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What one program found."""

    program: str
    figures: Sequence[Figure]


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("programs", nargs="*", default=PROGRAMS, help="which; a table of some is only printed")
    parser.add_argument("--to", default=str(DOCUMENT), help="the document, or - to print")
    asked = parser.parse_args()
    found = [Measured(each, list(_figures(each, quick=asked.quick))) for each in asked.programs]
    text = "\n".join(table(found))
    if asked.to == "-" or tuple(asked.programs) != PROGRAMS:
        print(text)
        return
    document = Path(asked.to)
    document.write_text(placed(document.read_text(encoding="utf-8"), text), encoding="utf-8")


def table(found: Sequence[Measured]) -> Iterator[str]:
    """Its lines."""
    yield f"Taken on {datetime.now(UTC):%Y-%m-%d} on {_machine()}."
    yield ""
    yield "| what | goal | found | |"
    yield "|---|---|---|---|"
    for one in found:
        for each in one.figures:
            yield f"| {each.what} | {each.wanted} | {each.found}{'' if each.met else ' **missed**'} | {each.detail} |"
    missed = sum(not each.met for one in found for each in one.figures)
    yield ""
    yield f"{missed or 'None'} of {sum(len(one.figures) for one in found)} missed."


def placed(document: str, text: str) -> str:
    """The document with another table between its marks."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{text}\n{END}{after}"


def _figures(program: str, *, quick: bool) -> Iterator[Figure]:
    command = [sys.executable, str(ROOT / "benchmarks" / program), "--json", *(["--quick"] if quick else [])]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    for line in done.stdout.splitlines():
        figure = Figure(**json.loads(line))
        print(figure, file=sys.stderr, flush=True)
        yield figure


def _machine() -> str:
    return f"{cpu_count()} cores of {_processor()}, {platform.system()}, Python {platform.python_version()}"


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


if __name__ == "__main__":
    main()
