"""`/mentor guide`: read a page of a guide."""

from collections.abc import Sequence
from typing import Annotated

from mentorbot.chat.blocks import Block, Bullets, Button, Buttons, Heading, Note, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.limits import BUTTONS_IN_A_ROW
from mentorbot.chat.markdown import blocks
from mentorbot.chat.nearest import named, nearest_values
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import maybe_enrolled
from mentorbot.commands.guide_named import guide_to_read, related
from mentorbot.commands.suggestions import guides, topics
from mentorbot.domain.errors import NotFound
from mentorbot.domain.guide import Guide, Topic
from mentorbot.messages.guides import compare_button
from mentorbot.messages.lists import names


@command("guide", "Read a page of the guide")
async def guide(
    ctx: Context,
    topic: Annotated[str, Option("Which page, such as skills or step-1", complete=topics)] = "",
    *,
    guide: Annotated[str, Option("Which guide, when there are several", complete=guides)] = "",
) -> Reply:
    async with ctx.store.read() as tx:
        chosen = guide_to_read(ctx, await maybe_enrolled(ctx, tx), guide)
    if not topic:
        return _contents(chosen, related(ctx, chosen))
    return _page(chosen, _named(chosen, topic))


def _named(guide: Guide, wrote: str) -> Topic:
    names = {slug: slug for slug in guide.pages} | {page.title: page.slug for page in guide.pages.values()}
    slug = named(wrote, names)
    if slug is None:
        raise NotFound("page", wrote, option="topic", nearest=nearest_values(wrote, names))
    return guide.pages[slug]


def _contents(guide: Guide, others: Sequence[Guide]) -> Reply:
    pages = (
        ("To read", tuple(_entry(each) for each in guide.topics)),
        ("The steps", tuple(_entry(each.topic) for each in guide.steps)),
        ("Questions people ask", tuple(line("{title}", title=each.title) for each in guide.faq)),
    )
    listed = (block for title, items in pages if items for block in (say("**{title}**", title=title), Bullets(items)))
    first = [_button(each, guide) for each in (*guide.topics[:3], *(step.topic for step in guide.steps[:1]))]
    ask = Button("Ask a question", call("mentor ask"), Tone.PRIMARY)
    return reply(
        Heading(guide.title),
        say("{summary}", summary=guide.summary),
        *listed,
        Note(line("`/mentor guide` opens a page by its name, such as `{slug}`.", slug=guide.topics[0].slug)),
        Buttons((ask, *first)),
        *_others(guide, others),
    )


def _others(guide: Guide, others: Sequence[Guide]) -> tuple[Block, ...]:
    if not others:
        return ()
    shown = others[:BUTTONS_IN_A_ROW]
    return (
        say("Related guides: {titles}.", titles=names([each.title for each in others])),
        Buttons(tuple(compare_button(guide, each) for each in shown)),
    )


def _entry(page: Topic) -> Line:
    return line("**{slug}**: {title}", slug=page.slug, title=page.title)


def _page(guide: Guide, page: Topic) -> Reply:
    see_also = [guide.pages[slug] for slug in page.see_also if slug in guide.pages]
    buttons = [_button(each, guide) for each in see_also[: BUTTONS_IN_A_ROW - 1]]
    return reply(
        Heading(page.title),
        *blocks(page.body),
        Note(line("{guide} · last reviewed {date}", guide=guide.title, date=f"{page.reviewed:%-d %B %Y}")),
        Buttons((*buttons, Button("Contents", call("mentor guide", guide=guide.slug)))),
    )


def _button(page: Topic, guide: Guide) -> Button:
    return Button(page.title, call("mentor guide", topic=page.slug, guide=guide.slug))
