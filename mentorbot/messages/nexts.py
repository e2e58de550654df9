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
            return line("I stopped writing after four nudges on one task. Come back whenever you like.")
        case EnrolmentState.FINISHED:
            return line("You've finished, so no more nudges come.")
        case EnrolmentState.LEFT:
            return line("You left {cohort}. Your place is kept.", cohort=cohort.name)
        case EnrolmentState.PAUSED if enrolment.next_at is None:
            return line("Paused until you come back.")
        case EnrolmentState.PAUSED | EnrolmentState.ACTIVE:
            return _coming(enrolment, cadence)


def _coming(enrolment: Enrolment, cadence: Cadence) -> Line:
    if enrolment.next_at is None:
        return line("No nudge is planned.")
    at = moments.full(enrolment.next_at, cadence.zone)
    if enrolment.state is EnrolmentState.PAUSED:
        return line("Paused. Your next nudge: {at}.", at=at)
    if enrolment.next_kind is NudgeKind.REMINDER:
        return line("Your reminder: {at}.", at=at)
    return line("Your next nudge: {at}.", at=at)
