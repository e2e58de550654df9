"""What each kind of thing that is held on a person is called, in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """`counts` is what one of them is called in a sentence, `plural` more of them; `columns` are what a page shows."""

    title: str
    about: str
    counts: str
    plural: str
    columns: Mapping[str, str]


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "enrolments": Kind(
            "Your places in cohorts",
            "Which cohorts you are or were in, your own day and hour, and when the next nudge comes.",
            "place in a cohort",
            "places in cohorts",
            {"cohort": "Cohort", "state": "State", "joined_at": "Since", "ended_at": "Until", "next_at": "Next nudge"},
        ),
        "completions": Kind(
            "Tasks you did",
            "What you ticked off, when, and the link or note that you kept with it.",
            "task done, with what you kept with it",
            "tasks done, with what you kept with them",
            {"task": "Task", "guide": "Guide", "done_at": "Done", "evidence": "Kept with it"},
        ),
        "reopened": Kind(
            "Tasks you opened again",
            "What you had ticked off and took back, so that another cohort doesn't tick it off for you.",
            "task opened again",
            "tasks opened again",
            {"task": "Task", "guide": "Guide", "at": "When"},
        ),
        "checkins": Kind(
            "How it went",
            "What you answered when I asked how it goes. Your note is for you and your mentor.",
            "check-in with its note",
            "check-ins with their notes",
            {"at": "When", "mood": "Mood", "note": "Note", "cohort": "Cohort"},
        ),
        "help_requests": Kind(
            "When somebody was stuck",
            "Help that you asked for, and who was told; or that somebody else asked for, where you were told.",
            "request for help",
            "requests for help",
            {
                "asked_at": "When",
                "member": "Who",
                "task": "Task",
                "note": "Note",
                "told": "Who was told",
                "answered_by": "Who answered",
                "answered_at": "Answered",
            },
        ),
        "mentors": Kind(
            "What you offer as a mentor",
            "Your places, topics, languages and hours; and the mentors for whom you stand in when they are away.",
            "offer as a mentor or a stand-in",
            "offers as a mentor or a stand-in",
            {
                "member": "Mentor",
                "state": "State",
                "capacity": "Places",
                "topics": "Topics",
                "languages": "Languages",
                "hours_from": "From",
                "hours_until": "Until",
                "cover": "Stand-in",
                "away_until": "Away until",
            },
        ),
        "mentor_wishes": Kind(
            "What you would like in a mentor",
            "Topics and languages that you named.",
            "wish for a mentor",
            "wishes for a mentor",
            {"topics": "Topics", "languages": "Languages"},
        ),
        "mentorships": Kind(
            "Your mentor, or your mentees",
            "Who goes or went with whom, why, and when each last wrote.",
            "pairing with a mentor or mentee",
            "pairings with a mentor or mentee",
            {
                "mentor": "Mentor",
                "learner": "Learner",
                "why": "Why",
                "began_at": "Since",
                "ended_at": "Until",
                "ended_why": "Why it ended",
            },
        ),
        "mentor_notes": Kind(
            "Notes between mentor and learner",
            "Notes that you wrote about a mentee, and notes about you that your mentor shared with you.",
            "mentor's note",
            "mentor's notes",
            {"at": "When", "author": "By", "learner": "About", "text": "Note", "shared": "Shared"},
        ),
        "kudos": Kind(
            "Kudos",
            "Good words that you gave or got.",
            "good word given or got",
            "good words given or got",
            {"at": "When", "giver": "From", "receiver": "To", "text": "Words"},
        ),
        "certificates": Kind(
            "Certificates",
            "What was certified, and the signed text in the JSON file from which the picture is drawn again.",
            "certificate as I keep it",
            "certificates as I keep them",
            {"id": "Number", "guide": "Guide", "cohort": "Cohort", "issued_at": "Issued"},
        ),
        "questions": Kind(
            "Questions you passed on",
            "What you asked a person because the guide left it open, and the answer.",
            "question with its answer",
            "questions with their answers",
            {
                "asked_on": "When",
                "text": "Question",
                "answer": "Answer",
                "answered_by": "By",
                "answered_at": "Answered",
            },
        ),
        "answers": Kind(
            "Answers you gave",
            "What you answered to questions of others. The questions are theirs, so they are not here.",
            "answer to somebody else's question",
            "answers to others' questions",
            {"answered_at": "When", "guide": "Guide", "answer": "Answer"},
        ),
        "grants": Kind(
            "Who runs cohorts",
            "That somebody made you an admin, or that you made somebody one.",
            "right to run cohorts, given or got",
            "rights to run cohorts, given or got",
            {"at": "When", "member": "Admin", "giver": "Made one by"},
        ),
        "announcements": Kind(
            "Announcements you wrote",
            "What you told a whole cohort.",
            "announcement",
            "announcements",
            {"made_at": "When", "cohort": "Cohort", "text": "Text", "people": "People", "undone_at": "Taken back"},
        ),
        "audit": Kind(
            "The audit log",
            "What you changed as an admin, and what an admin changed about you.",
            "entry of the audit log",
            "entries of the audit log",
            {
                "at": "When",
                "member": "Who",
                "command": "Command",
                "subject": "What",
                "about": "About",
                "before": "Before",
                "after": "After",
            },
        ),
        "deliveries": Kind(
            "Messages I sent you, or will",
            "Each message to you, what it was about, when it was meant for, and what became of it.",
            "message of mine to you, or waiting for you",
            "messages of mine to you, or waiting for you",
            {
                "scheduled_at": "Meant for",
                "kind": "Kind",
                "state": "State",
                "settled_at": "Settled",
                "answered_at": "Answered",
                "letter": "What it said",
                "reason": "Remarks",
            },
        ),
        "troubles": Kind(
            "What admins were told",
            "That a message didn't reach you, that you fell silent, or that you wait for an answer.",
            "line in a digest of the admins",
            "lines in a digest of the admins",
            {"at": "When", "kind": "What", "reason": "Why", "told_at": "Told"},
        ),
        "proposals": Kind(
            "What you were asked to confirm",
            "Changes that wait for your yes or had it. What they hold is about others, so only the fact is here.",
            "change that you were asked to confirm",
            "changes that you were asked to confirm",
            {"made_at": "When", "kind": "What", "settled_at": "Settled"},
        ),
    }
)
"""By the names of `store.held`, in the order in which they are shown."""
