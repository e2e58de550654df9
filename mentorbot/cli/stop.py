"""The end of a command that cannot do what it was asked."""

import sys
from typing import NoReturn

import typer


def stop(*lines: str) -> NoReturn:
    """Say why, and exit with 1."""
    for each in lines:
        typer.echo(each, err=True)
    sys.exit(1)
