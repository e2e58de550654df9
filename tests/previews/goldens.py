"""One golden file for each picture of a preview; `UPDATE_GOLDENS=1 make test` writes them anew."""

import os
from pathlib import Path

HOME = Path(__file__).parent / "goldens"


def golden(name: str, seen: str) -> None:
    path = HOME / name
    if os.environ.get("UPDATE_GOLDENS"):
        HOME.mkdir(exist_ok=True)
        path.write_text(seen, encoding="utf-8")
    assert seen == path.read_text(encoding="utf-8")
