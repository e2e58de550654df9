"""What a person reads of a decision about their place that somebody else made."""

from typing import assert_never

from mentorbot.chat.blocks import Button, Buttons, Note, Quote, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.domain.notices import Notice, NoticeKind
from mentorbot.messages import moments


def notice_message(notice: Notice) -> Reply:
    """What was decided, what it means for them, and what comes next."""
    match notice.kind:
        case NoticeKind.ADMITTED:
            opening = say("You're in **{cohort}**: you asked, and the answer is yes.", cohort=notice.cohort)
            return reply(opening, _coming(notice), _inside())
        case NoticeKind.MOVED:
            return reply(
                say(
                    "You're in **{cohort}** now: {who} moved you there from {before}. What you did is kept.",
                    cohort=notice.cohort,
                    who=notice.who,
                    before=notice.before,
                ),
                _coming(notice),
                _inside(),
            )
        case NoticeKind.DECLINED:
            return reply(
                say("You asked to join **{cohort}**; the answer is no this time.", cohort=notice.cohort),
                Quote(line("{text}", text=notice.text)) if notice.text else None,
                Note(line("The guide stays open to you, and you can ask me anything in it.")),
                _outside(),
            )
        case NoticeKind.CLOSED:
            return reply(
                say("**{cohort}** was closed before anybody answered your question to join it.", cohort=notice.cohort),
                Note(line("The guide stays open to you, and other cohorts may be open too.")),
                _outside(),
            )
        case _:
            assert_never(notice.kind)


def _coming(notice: Notice) -> Note:
    if notice.next_at is None:
        return Note(line("No nudge is planned at the moment."))
    return Note(line("Your next nudge: {at}.", at=moments.full(notice.next_at, notice.zone)))


def _inside() -> Buttons:
    return Buttons(
        (
            Button("Start now", call("mentor step"), Tone.PRIMARY),
            Button("Change day or time", asking("mentor schedule")),
        )
    )


def _outside() -> Buttons:
    return Buttons(
        (Button("Read the guide", call("mentor guide"), Tone.PRIMARY), Button("Other cohorts", call("mentor join")))
    )
