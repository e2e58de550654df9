"""A letter is written once, and anew when the guides have changed."""

from dataclasses import replace

from mentorbot.domain.deliveries import Delivery, DeliveryKind
from mentorbot.domain.guide import Guide
from mentorbot.domain.members import MemberKey, WorkspaceKey
from mentorbot.guides import Library
from mentorbot.outbox.courier import Courier
from mentorbot.platforms.local.readable import readable_reply
from tests.outbox.scenes import LIBRARY
from tests.store.scenes import MONDAY, NOW, NUDGE

DELIVERY = Delivery(
    key="key",
    workspace=WorkspaceKey(1),
    member=MemberKey(1),
    enrolment=None,
    kind=DeliveryKind.NUDGE,
    on=MONDAY,
    letter=NUDGE,
    scheduled_at=NOW,
    until=NOW,
    due_at=NOW,
    planned_at=NOW,
)


def _with_task_called(title: str, guide: Guide) -> Guide:
    first, *rest = guide.steps
    tasks = tuple(replace(each, title=title) if each.slug == NUDGE.task else each for each in first.tasks)
    return replace(guide, steps=(replace(first, tasks=tasks), *rest))


def test_a_letter_is_written_anew_once_the_guides_have_changed() -> None:
    library = Library(dict(LIBRARY.guides))
    courier = Courier({}, library)
    before = courier.message(DELIVERY)
    library.guides[NUDGE.guide] = _with_task_called("Whistle", library.guides[NUDGE.guide])
    assert courier.message(DELIVERY) is before
    courier.forget()
    after = courier.message(DELIVERY)
    assert after
    assert "Whistle" in readable_reply(after)
