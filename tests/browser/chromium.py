"""Where a Chromium is, and how it is started without a screen or a word to the network."""

import os
import shutil
from pathlib import Path
from typing import Final

ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES: Final = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
"""What .ci/run looks for too, before it installs one."""
NOT_FOUND: Final = f"no Chromium: none at $CHROMIUM, and on the path no {', '.join(NAMES)}"


def find_chromium() -> str | None:
    """The path of a Chromium, or None."""
    named = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES)]
    return next((path for path in named if path and Path(path).is_file()), None)
