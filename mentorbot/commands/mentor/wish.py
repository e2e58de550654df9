"""`mentor wish`: "I'd like a mentor"; pressed, never typed."""

from collections.abc import Mapping
from typing import Annotated

from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply
from mentorbot.commands.context import Context
from mentorbot.commands.wishing import wished
from mentorbot.domain.spoken_offers import spelt_words
from mentorbot.store.mentoring import wish_of


async def as_it_is(ctx: Context, given: Mapping[str, str]) -> Mapping[str, str]:
    """What the caller wished for before."""
    del given
    async with ctx.store.read() as tx:
        found = await wish_of(tx, ctx.member.key)
    return {"topics": spelt_words(found.topics), "languages": spelt_words(found.languages)} if found else {}


@command("wish", "Ask for a mentor", listed=False, filled=as_it_is)
async def wish(
    ctx: Context,
    *,
    topics: Annotated[
        str, Option("What should they know about?", prose=True, ask=True, example="APIs, interviews; or leave it empty")
    ] = "",
    languages: Annotated[
        str, Option("In which languages?", prose=True, ask=True, example="English, German; or leave it empty")
    ] = "",
) -> Reply:
    return await wished(ctx, topics, languages)
