"""The operator's commands: `python bot.py` runs, `python bot.py --help` names the rest."""

import typer

from mentorbot.cli import (
    ask,
    ask_eval,
    check,
    commands,
    database,
    drafts,
    explain,
    manifest,
    new_guide,
    preview,
    run,
    simulate,
    verify,
)
from mentorbot.cli.stop import stop
from mentorbot.guides import ContentProblems
from mentorbot.settings import SettingsProblem

cli = typer.Typer(
    add_completion=False,
    help="mentorbot: a mentorship bot for Slack and Discord.",
    no_args_is_help=False,
    pretty_exceptions_enable=False,  # they would show what our variables hold
)
cli.callback(invoke_without_command=True)(run.run)
cli.command("check")(check.check_content)
cli.command("new-guide")(new_guide.make_guide)
cli.command("preview")(preview.preview)
cli.command("ask")(ask.ask)
cli.command("ask-eval")(ask_eval.ask_eval)
cli.command("drafts")(drafts.drafts)
cli.command("explain")(explain.explain)
cli.command("manifest")(manifest.manifest)
cli.command("commands")(commands.commands)
cli.command("simulate")(simulate.simulated)
cli.command("verify")(verify.verify)
cli.add_typer(database.database, name="db")


def main() -> None:
    """Run what the command line names; every mistake of an operator is a sentence, never a traceback."""
    try:
        cli()
    except SettingsProblem as problem:
        stop(str(problem))
    except ContentProblems as problems:
        stop(*map(str, problems.problems))
    except OSError as error:
        stop(str(error))
