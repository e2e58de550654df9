"""What a learner would like in a mentor: kept for whoever pairs people, and told to the admins once."""

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import call
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.context import Context
from mentorbot.commands.mentorless import mentorless
from mentorbot.domain.mentoring import MentorWish
from mentorbot.domain.spoken_offers import read_words
from mentorbot.messages.offers import words
from mentorbot.store.mentoring import mentorship_of, save_wish, wish_of
from mentorbot.store.people import lock_member
from mentorbot.store.troubles import add_troubles


async def wished(ctx: Context, topics: str, languages: str) -> Reply:
    """Keep what the caller would like; admins hear of a first wish without a mentor. Raises NotUnderstood."""
    async with ctx.store.begin() as tx:
        await lock_member(tx, ctx.member.key)
        before = await wish_of(tx, ctx.member.key)
        paired = await mentorship_of(tx, ctx.member.key)
        was = before or MentorWish(member=ctx.member.key)
        wish = MentorWish(
            member=ctx.member.key,
            topics=read_words(topics, "topics") if topics else was.topics,
            languages=read_words(languages, "languages") if languages else was.languages,
        )
        await save_wish(tx, wish)
        if paired is None and before is None:
            await add_troubles(tx, [mentorless(ctx, ctx.member.key, "they asked for one")])
    said = (
        say("Kept, for the day when somebody else is found for you. **{name}** stays your mentor.", name=paired[1].name)
        if paired
        else say("The people who run cohorts know that you'd like a mentor. You hear from me when you have one.")
    )
    return reply(
        said,
        Note(
            line(
                "Topics: {topics}. Languages: {languages}.",
                topics=words(wish.topics, "any"),
                languages=words(wish.languages, "any"),
            )
        ),
        Buttons(
            (Button("Ask the guide", call("mentor ask"), Tone.PRIMARY), Button("What's next", call("mentor home")))
        ),
    )
