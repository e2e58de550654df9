"""When the next nudge comes, and why then, in one line."""

from mentorbot.chat.spans import Line, line
from mentorbot.domain.cadence import Cadence
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.domain.enrolments import Enrolment, EnrolmentState, NudgeKind
from mentorbot.messages import moments


def next_nudge(enrolment: Enrolment, cohort: Cohort, cadence: Cadence) -> Line:
    """One sentence: when, or why none comes."""
    if cohort.state is CohortState.PAUSED:
        return line("{cohort} is resting, so no nudge is planned. An admin starts it again.", cohort=cohort.name)
    if cohort.state is CohortState.ARCHIVED:
        return line("{cohort} is over, so no more nudges come. Your place is kept.", cohort=cohort.name)
    match enrolment.state:
        case EnrolmentState.QUIET:
            return line(
                "I stopped writing after {nudges} without a word from you. Come back whenever you like.{ends}",
                nudges=moments.count(cohort.budget + 1, "nudge"),
                ends=_ends(cohort),
            )
        case EnrolmentState.FINISHED:
            return line("You've finished, so no more nudges come.")
        case EnrolmentState.ASKED:
            return line(
                "You've asked to join {cohort}; an admin answers. Nothing comes before that.", cohort=cohort.name
            )
        case EnrolmentState.LEFT:
            return line("You left {cohort}. Your place is kept.", cohort=cohort.name)
        case EnrolmentState.PAUSED if enrolment.next_at is None and enrolment.resumes_on is None:
            return line("Paused until you come back.{ends}", ends=_ends(cohort))
        case EnrolmentState.PAUSED | EnrolmentState.ACTIVE:
            return _coming(enrolment, cohort, cadence)


def _ends(cohort: Cohort) -> Line:
    if cohort.ends_on is None:
        return ()
    return line(" The last day of {cohort} is {last}.", cohort=cohort.name, last=moments.date_of(cohort.ends_on))


def _coming(enrolment: Enrolment, cohort: Cohort, cadence: Cadence) -> Line:
    if enrolment.next_at is None:
        return none_left(cohort)
    at, why = moments.full(enrolment.next_at, cadence.zone), because(enrolment.next_why)
    if enrolment.state is EnrolmentState.PAUSED:
        return line("Paused. Your next nudge: {at}.{why}", at=at, why=why)
    if enrolment.next_kind is NudgeKind.REMINDER:
        return line("Your reminder: {at}.{why}", at=at, why=why)
    return line("Your next nudge: {at}.{why}", at=at, why=why)


def none_left(cohort: Cohort) -> Line:
    """Why a cohort that runs has nothing more for somebody."""
    if cohort.ends_on is None:
        return line("No nudge is planned.")
    last = moments.date_of(cohort.ends_on)
    return line(
        "No more nudges come: the last day of {cohort} is {last}. Your place is kept.", cohort=cohort.name, last=last
    )


def because(why: str) -> Line:
    """What moved a nudge, as a sentence after it; nothing where nothing did."""
    return line(" Why then: {why}.", why=why) if why else ()
