"""How much of what people wrote is older than a moment."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import insert

from mentorbot.domain.deliveries import DeliveryKind, DeliveryState
from mentorbot.domain.questions import Outcome, Question, QuestionKey
from mentorbot.store import Store
from mentorbot.store.deliveries import delivery_values
from mentorbot.store.old_texts import old_texts
from mentorbot.store.questions import add_question
from mentorbot.store.tables import checkins, completions, deliveries, help_requests, kudos, mentor_notes
from tests.store.scenes import NOW, a_member, a_workspace, new_delivery, somebody_enrolled

DAY = timedelta(days=1)


async def test_each_kind_is_counted_where_it_was_written_and_is_old_enough(store: Store) -> None:
    async with store.begin() as tx:
        garden, field = await a_workspace(tx), await a_workspace(tx)
        kim, lee = await a_member(tx, garden), await a_member(tx, field)
        done = {"member": kim.key, "guide": "tpm", "task": "read", "done_at": NOW - DAY, "evidence": "a link"}
        await tx.execute(insert(completions).values(done))
        for who in (kim, kim, lee):
            await tx.execute(insert(checkins).values(member=who.key, mood="good", note="fine", at=NOW - DAY))
        await tx.execute(insert(checkins).values(member=kim.key, mood="good", note=None, at=NOW - DAY))
        asked = {"workspace": garden.key, "member": kim.key, "asked_at": NOW - DAY}
        await tx.execute(insert(help_requests).values(asked | {"note": "I don't know where to start"}))
        await tx.execute(
            insert(mentor_notes).values(author=kim.key, learner=kim.key, text="Keen", shared=False, at=NOW - DAY)
        )
        await tx.execute(insert(kudos).values(giver=kim.key, receiver=kim.key, text="Well done", at=NOW - DAY))
        enrolment = await somebody_enrolled(tx, workspace=garden)
        for at in (NOW - DAY, NOW):
            relayed = replace(new_delivery(garden, enrolment, due_at=at, on=at.date()), planned_at=at)
            sent = {"kind": DeliveryKind.RELAY, "enrolment": None, "state": DeliveryState.SENT}
            await tx.execute(insert(deliveries).values(delivery_values(relayed) | sent))
        for on in (NOW - DAY, NOW):
            await add_question(
                tx,
                Question(
                    key=QuestionKey(0),
                    workspace=garden.key,
                    guide="tpm",
                    topic="overview",
                    outcome=Outcome.UNKNOWN,
                    asked_on=on.date(),
                    text="What does a nurse earn?",
                    member=None,
                ),
            )
        assert await old_texts(tx, garden.key, NOW) == {
            "Lines written in check-ins": 2,
            "Lines of those who asked for help": 1,
            "Mentors' notes": 1,
            "Kudos": 1,
            "Messages that are not nudges": 1,
            "Words of questions": 1,
        }
        assert await old_texts(tx, field.key, NOW) == {"Lines written in check-ins": 1}
        assert await old_texts(tx, garden.key, NOW - 2 * DAY) == {}
