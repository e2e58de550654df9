"""`python bot.py verify`: whether a certificate holds."""

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer

from mentorbot.cli.stop import stop
from mentorbot.domain.certificates import Certificate
from mentorbot.messages.certificates import as_json, finished, issued, verdict
from mentorbot.pictures.png_text import LARGEST
from mentorbot.seals import CODE, NotAKey, public_key
from mentorbot.settings import read_settings
from mentorbot.store import reading_store
from mentorbot.store.instance import kept_instance_key


def verify(
    certificate: Annotated[
        str, typer.Argument(help="The PNG as the bot sent it, or its code.", metavar="FILE-or-CODE")
    ],
    key: Annotated[str, typer.Option(help="The public key of whoever issued it; by default, this instance's.")] = "",
    *,
    told_as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Check a certificate, without any network: whose it is, what for, and whether this instance signed it."""
    given = _given(certificate)
    public = key.strip() or asyncio.run(_own_key())
    try:
        made = verdict(public, given)
    except NotAKey as why:
        stop(str(why))
    if told_as_json:
        typer.echo(json.dumps(as_json(made, public), indent=2, ensure_ascii=False))
    elif made.certificate is not None:
        typer.echo(_told(made.certificate, made.short, by_key=bool(key)))
    else:
        stop(made.sentence)
    if not made.holds:
        raise typer.Exit(1)


def _told(its: Certificate, short: str, *, by_key: bool) -> str:
    signed = "Signed with the key that you gave" if by_key else "Signed by this instance"
    return "\n".join(
        (
            finished(its),
            f"{signed}, and not changed since.",
            f"Certificate {its.id}, issued by {its.instance} on {issued(its)}.",
            f"Its picture must say the same and show the code {short}: only these words are signed.",
        )
    )


def _given(text: str) -> bytes:
    """The code, or what is in the file; no more of it than is looked into."""
    if text.strip().startswith(CODE):
        return text.encode(errors="replace")
    try:
        with Path(text).open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        stop(f"There is no file {text}; and a code begins with {CODE}")
    except (OSError, ValueError) as error:
        stop(f"Cannot read {text}: {getattr(error, 'strerror', None) or error}.")


async def _own_key() -> str:
    async with reading_store(read_settings().database_url) as store:
        kept = await kept_instance_key(store)
    if kept is None:
        stop("This instance has signed nothing yet. For a certificate of another, name its public key: --key mbpk1.…")
    return public_key(kept)
