"""Starts mentorbot; `python bot.py --help` names everything else it can do."""

import sys

ADVICE = "run: make run"

if sys.version_info < (3, 11):  # noqa: UP036 (whoever starts this file by hand may well have an older one)
    sys.exit(ADVICE)

try:
    from mentorbot.cli import main
except ModuleNotFoundError as missing:
    in_venv = sys.prefix != sys.base_prefix
    if in_venv and str(missing.name).startswith("mentorbot."):
        raise
    sys.exit(ADVICE)

if __name__ == "__main__":
    main()
