"""`/mentor leave`: leave your cohort, after a question."""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.commands.choices import YES_OR_NO
from mentorbot.commands.cohort_named import cohort_named
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import Enrolled, enrolled
from mentorbot.commands.mentor.asking_to_join import taken_back
from mentorbot.commands.suggestions import own_cohort
from mentorbot.domain.enrolments import Ending, EnrolmentState, ended
from mentorbot.domain.errors import NotNow
from mentorbot.store.announcements import call_back
from mentorbot.store.deliveries import cancel_waiting
from mentorbot.store.enrolments import asked_of, save_enrolment


@command("leave", "Leave your cohort; your place is kept", in_place=True)
async def leave(
    ctx: Context,
    cohort: Annotated[str, Option("Which cohort; you are in one at a time", complete=own_cohort)] = "",
    *,
    sure: Annotated[str, Option("yes, to leave without being asked", choices=YES_OR_NO)] = "",
) -> Reply:
    async with ctx.store.begin() as tx:
        waits = await asked_of(tx, ctx.member.key)
        if waits is not None and sure != "no":
            return await taken_back(ctx, tx, *waits)
        found = await enrolled(ctx, tx)
        if not found.enrolment.live:
            raise NotNow(
                f"You've finished {found.cohort.name}, so no more nudges come and there's nothing to leave.",
                instead=(("Look back", "mentor progress"),),
            )
        if cohort and (await cohort_named(ctx, tx, cohort)).key != found.cohort.key:
            raise NotNow(
                f"You're in {found.cohort.name}, not in that one, so nothing changed.",
                instead=((f"Leave {found.cohort.name}", "mentor leave"),),
            )
        if not sure:
            return _ask(found)
        if sure == "no":
            return reply(
                say("You're still in **{name}**. Nothing changed.", name=found.cohort.name),
                Buttons((Button("What's next", call("mentor home"), Tone.PRIMARY),)),
            )
        await save_enrolment(tx, ended(found.enrolment, EnrolmentState.LEFT, ctx.now, Ending.LEFT))
        await cancel_waiting(tx, found.enrolment.key, ctx.now, "left the cohort")
        await call_back(tx, found.cohort.key, ctx.now, "left the cohort", member=ctx.member.key)
    return reply(
        say(
            "You've left **{name}**, and no more nudges come. What you did is kept, and you can come back to it.",
            name=found.cohort.name,
        ),
        Buttons(
            (
                Button("Come back", call("mentor join", cohort=found.cohort.slug)),
                Button("Read the guide", call("mentor guide")),
            )
        ),
    )


def _ask(found: Enrolled) -> Reply:
    return reply(
        say(
            "Leave **{name}**? Nudges stop. What you've done is kept, and you can come back. If you only need a break, "
            "pausing keeps your seat.",
            name=found.cohort.name,
        ),
        Buttons(
            (
                Button("Leave", call("mentor leave", sure="yes"), Tone.DANGER),
                Button("Pause instead", call("mentor pause")),
                Button("Stay", call("mentor leave", sure="no")),
            )
        ),
    )
