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
NOT_FOUND: Final = "no Chromium: none at $CHROMIUM or /usr/bin/chromium, and no chromium or google-chrome on the path"


def find_chromium() -> str | None:
    """The path of a Chromium, or None."""
    named = [os.environ.get("CHROMIUM"), "/usr/bin/chromium", shutil.which("chromium"), shutil.which("google-chrome")]
    return next((path for path in named if path and Path(path).is_file()), None)
