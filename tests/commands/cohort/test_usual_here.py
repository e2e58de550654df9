"""`/cohort create` begins with what is usual in the workspace."""

from datetime import time

import pytest
from sqlalchemy import update

from mentorbot.domain.weekdays import Weekday
from mentorbot.platforms.local.somebody import Somebody
from mentorbot.store.tables import workspaces
from tests.commands.cohort.conftest import Workspace


@pytest.fixture
async def usual(workspace: Workspace, robin: Somebody) -> None:
    """Thursdays at 16:30 in Berlin, on German working days, and admins let people in."""
    await robin.says("/mentor")
    values = {
        "default_guide": "engineering-manager",
        "default_days": (Weekday.THURSDAY,),
        "default_at": time(16, 30),
        "default_zone": "Europe/Berlin",
        "default_holidays": "DE",
        "default_approval": True,
    }
    async with workspace.app.store.begin() as tx:
        await tx.execute(update(workspaces).values(values))


@pytest.mark.usefixtures("usual")
async def test_what_nobody_says_is_as_usual_here(robin: Somebody) -> None:
    made = await robin.says("/cohort create Spring")
    assert "Spring is ready: Engineering Manager, Thursdays at 16:30, Europe/Berlin time." in made.text
    assert "Nobody is written to on holidays: DE." in made.text
    assert "and you let them in." in made.text


@pytest.mark.usefixtures("usual")
async def test_what_is_said_counts_more(robin: Somebody) -> None:
    made = await robin.says("/cohort create Spring day=monday tz=own holidays=none approval=no guide=product-manager")
    assert "Product Manager, Mondays at 16:30, each member's own time." in made.text
    assert "Anybody can join" in made.text
    assert "holidays" not in made.text


@pytest.mark.usefixtures("usual")
async def test_the_form_is_filled_in_so(robin: Somebody) -> None:
    form = (await robin.says("/cohort create")).form
    assert form is not None
    filled = {each.name: each.value for each in form.form.fields}
    assert (filled["day"], filled["time"], filled["tz"]) == ("thursday", "16:30", "Europe/Berlin")


async def test_a_guide_that_was_taken_away_gives_way_to_the_first(workspace: Workspace, robin: Somebody) -> None:
    await robin.says("/mentor")
    async with workspace.app.store.begin() as tx:
        await tx.execute(update(workspaces).values(default_guide="gone"))
    assert "Technical Product Manager" in (await robin.says("/cohort create Spring")).text
