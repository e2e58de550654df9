"""Whatever an admin changes of a cohort or of who is in it is in the audit log, and what was only asked is not."""

from mentorbot.domain.members import WorkspaceKey
from mentorbot.platforms.local.somebody import Somebody
from mentorbot.store.audit import entries
from tests.commands.cohort.conftest import Workspace

_WORDS = (
    ('create "Spring 26" approval=yes', "create", ""),
    ("add ada spring-26", "add", "Ada"),
    ("add ada spring-26", "", ""),
    ("edit spring-26 budget=3", "", ""),
    ("admit kim", "admit", "Kim"),
    ("decline lee reason=full", "decline", "Lee"),
    ("duplicate spring-26 name=Autumn", "duplicate", ""),
    ("move kim autumn", "move", "Kim"),
    ("move kim autumn", "", ""),
    ("remove kim", "remove", "Kim"),
    ("pause autumn", "pause", ""),
    ("pause autumn", "", ""),
    ("unpause autumn", "unpause", ""),
    ("archive autumn", "", ""),
    ("archive autumn sure=yes", "archive", ""),
    ("archive autumn sure=yes", "", ""),
)
"""What is typed, the word that is logged for it, and whom it is about."""


async def test_each_change_and_nothing_else(workspace: Workspace, robin: Somebody) -> None:
    for typed, word, whom in _WORDS:
        before = await _logged(workspace)
        await robin.says(f"/cohort {typed}")
        new = (await _logged(workspace))[len(before) :]
        assert new == ([(f"cohort {word}", "Robin", whom)] if word else []), typed
        if word == "create":
            for each in ("kim", "lee"):
                await workspace.somebody(each).says("/mentor join spring-26")


async def test_an_announcement_and_its_recall(
    workspace: Workspace, robin: Somebody, kim: Somebody, spring: str
) -> None:
    await kim.says(f"/mentor join {spring}")
    shown = await robin.says(f"/cohort announce {spring} Hello all")
    assert [word for word, _, _ in await _logged(workspace)] == ["cohort create"]
    await (await shown.press("Confirm")).press("Undo")
    assert [word for word, _, _ in await _logged(workspace)] == ["cohort create", "cohort announce", "cohort recall"]


async def _logged(workspace: Workspace) -> list[tuple[str, str, str]]:
    """The words, who used them and on whom, oldest first."""
    async with workspace.app.store.read() as tx:
        return [(entry.command, who, whom) for entry, who, whom in reversed(await entries(tx, WorkspaceKey(1), 99))]
