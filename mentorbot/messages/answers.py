"""What a guide says to a question: the answer, "did you mean", or why there is none; never the question again."""

from dataclasses import replace

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import Call, asking, call
from mentorbot.chat.limits import BUTTON_CALL
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.domain.guide import Guide, Topic
from mentorbot.domain.questions import Outcome
from mentorbot.guides import Answer, Reason
from mentorbot.messages.unanswered import covers, why_unanswered

OFFERED = 3
"""Pages under "did you mean"."""


def answered(answer: Answer, guide: Guide, *, named: bool) -> Reply:
    """One to three sentences of the guide, where they are from, and a way to say whether they helped.

    The guide is `named` where it is not plain which one answers.
    """
    topic, page = answer.ranked[0].topic, guide.pages[answer.ranked[0].page]
    others = [guide.pages[each] for each in (topic, *(one.page for one in answer.ranked[1:])) if each != page.slug][:1]
    whose = f", {guide.title}" if named else ""
    also = "".join(f" · see also “{each.title}”" for each in others)
    return reply(
        say("{excerpt}", excerpt=answer.excerpt),
        Note(line("*From “{title}”{whose}{also}*", title=page.title, whose=whose, also=also)),
        Buttons(
            (
                Button("Read on", _page(page, guide), Tone.PRIMARY),
                *(_read(each, guide) for each in others),
                Button("Helpful", _judged(Outcome.HELPFUL, topic, guide)),
                Button("Not helpful", _judged(Outcome.UNHELPFUL, topic, guide)),
            )
        ),
    )


def unsure(answer: Answer, guide: Guide, question: str) -> Reply:
    """Three pages to choose from, and no answer that might be wrong."""
    pages = (guide.pages[each.page] for each in answer.ranked[:OFFERED])
    neither = _judged(Outcome.UNSURE, answer.ranked[0].topic, guide)
    return reply(
        say("I'm not sure which you mean. Did you mean:"),
        Buttons((*(_read(page, guide) for page in pages), Button("None of these", _with(neither, question)))),
    )


def unknown(reason: Reason, guide: Guide, *, near: str, question: str, mentored: bool = False) -> Reply:
    """Why there is no answer, what the guide does cover, and for what it could have had, a person to pass it to.

    `near` is the slug of the page that comes nearest, or empty; `question` is empty for what is nobody's business,
    `mentored` that whoever asked has a mentor.
    """
    pages = [guide.pages[near]] if near else guide.topics[:2]
    contents = Button("All that it covers", call("mentor guide", guide=guide.slug))
    first, *more = (_read(page, guide) for page in pages)
    return reply(
        say("{why}", why=why_unanswered(reason, guide)),
        say("{covers}", covers=covers(guide, near)),
        Buttons(
            (
                replace(first, tone=Tone.PRIMARY),
                *more,
                contents,
                *([pass_on(question, mentored=mentored)] if question else []),
            )
        ),
    )


def pass_on(question: str = "", *, mentored: bool = False) -> Button:
    """Asks a person; a question that is too long to travel with the button is asked for in a form."""
    label = "Pass it to my mentor" if mentored else "Pass it on"
    return Button(label, _with(call("mentor pass"), question) if question else asking("mentor pass"))


def _with(made: Call, question: str) -> Call:
    """The call with the question in it where both fit into a button."""
    carrying = Call(group=made.group, word=made.word, named={**made.named, "question": question})
    if len(str(carrying)) <= BUTTON_CALL:
        return carrying
    return asking("mentor pass") if made.word == "pass" else made


def _judged(outcome: Outcome, topic: str, guide: Guide) -> Call:
    return call("mentor judge", outcome=outcome.value, topic=topic, guide=guide.slug)


def _page(page: Topic, guide: Guide) -> Call:
    return call("mentor guide", topic=page.slug, guide=guide.slug)


def _read(page: Topic, guide: Guide) -> Button:
    return Button(page.title, _page(page, guide))
