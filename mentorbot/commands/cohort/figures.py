"""A cohort's figures, for its report and for the file of them."""

from mentorbot.chat.blocks import Button, Buttons, Tone
from mentorbot.chat.call import call
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import guide_of
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.guide import Guide
from mentorbot.domain.reports import LATELY, Report, report
from mentorbot.store import Tx
from mentorbot.store.reporting import helped_in, latest_moods, sent_in, walkers


async def figures(ctx: Context, tx: Tx, cohort: Cohort) -> tuple[Guide, Report]:
    """Worked out now, and its guide; raises NotNow where that version of it is lost."""
    guide = await guide_of(ctx, tx, cohort)
    stuck, answered = await helped_in(tx, cohort.key)
    moods = await latest_moods(tx, cohort.key, ctx.now - LATELY)
    made = report(
        guide,
        await walkers(tx, cohort),
        await sent_in(tx, cohort.key),
        moods,
        stuck=stuck,
        answered=answered,
    )
    return guide, made


def too_small(cohort: Cohort, made: Report) -> Reply:
    """Why there are no figures, and where to look instead."""
    return reply(
        say("Nobody has been in **{name}** yet, so there's nothing to report.", name=cohort.name)
        if made.people.number == 0
        else say(
            "**{name}** is too small for a report: fewer than five people have been in it, and any figure would point "
            "at one of them. From five on there is one.",
            name=cohort.name,
        ),
        Buttons((Button("Show the cohort", call("cohort show", cohort=cohort.slug), Tone.PRIMARY),)),
    )
