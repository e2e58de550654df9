"""`/cohort`: for admins, one file per word."""

from mentorbot.chat.command import Audience, Group
from mentorbot.commands.cohort.add import add
from mentorbot.commands.cohort.admin import admin_
from mentorbot.commands.cohort.admit import admit
from mentorbot.commands.cohort.announce import announce
from mentorbot.commands.cohort.answer import answer
from mentorbot.commands.cohort.archive import archive
from mentorbot.commands.cohort.audit import audit
from mentorbot.commands.cohort.confirm import confirm
from mentorbot.commands.cohort.create import create
from mentorbot.commands.cohort.decide import decide
from mentorbot.commands.cohort.decline import decline
from mentorbot.commands.cohort.discard import discard
from mentorbot.commands.cohort.draft import draft
from mentorbot.commands.cohort.duplicate import duplicate
from mentorbot.commands.cohort.edit import edit
from mentorbot.commands.cohort.explain import explain
from mentorbot.commands.cohort.export import export
from mentorbot.commands.cohort.held import held
from mentorbot.commands.cohort.import_ import import_
from mentorbot.commands.cohort.list import list_
from mentorbot.commands.cohort.match import match_
from mentorbot.commands.cohort.mentor import mentor_
from mentorbot.commands.cohort.move import move
from mentorbot.commands.cohort.pause import pause
from mentorbot.commands.cohort.preview import preview
from mentorbot.commands.cohort.questions import questions
from mentorbot.commands.cohort.recall import recall
from mentorbot.commands.cohort.rematch import rematch
from mentorbot.commands.cohort.remove import remove
from mentorbot.commands.cohort.report import report
from mentorbot.commands.cohort.settings import settings
from mentorbot.commands.cohort.show import show
from mentorbot.commands.cohort.unpause import unpause

COHORT = Group(
    "cohort",
    "Cohorts: who walks the guide together, and when",
    (
        create,
        list_,
        show,
        edit,
        duplicate,
        add,
        remove,
        move,
        import_,
        mentor_,
        match_,
        preview,
        explain,
        held,
        questions,
        pause,
        unpause,
        announce,
        archive,
        admin_,
        audit,
        settings,
        report,
        export,
        decide,
        answer,
        draft,
        confirm,
        discard,
        admit,
        decline,
        recall,
        rematch,
    ),
    audience=Audience.ADMINS,
)
