"""Everything that a person can do wrong, as sentences for them.

MentorError
├── NotUnderstood      a value that cannot be read: a time, a day, a zone, a number
│   └── NotFound       a cohort, task, topic, guide or person that does not exist
├── NotAllowed         only admins may do that
└── NotNow             understood, but it does not fit what is: nobody enrolled, an archived cohort
"""


class MentorError(Exception):
    """Something for the person to know; `str()` is one or two sentences for them."""


class NotUnderstood(MentorError):
    """A value that cannot be read; `option` took it, and `nearest` are values that it would take."""

    def __init__(self, sentence: str, *, option: str = "", nearest: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.option = option
        self.nearest = nearest


class NotFound(NotUnderstood):
    """Nothing has that name: "There's no cohort called “Srping 26”."."""

    def __init__(self, what: str, wrote: str, *, option: str = "", nearest: tuple[str, ...] = ()) -> None:
        super().__init__(f"There's no {what} called “{shortened(wrote)}”.", option=option, nearest=nearest)


class NotAllowed(MentorError):
    """The person may not do that; the sentence says who can."""


class NotNow(MentorError):
    """Understood, but impossible as things are; `instead` names calls (`mentor join`) that would help."""

    def __init__(self, sentence: str, *, instead: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(sentence)
        self.instead = instead
        """Pairs of a button's label and the command it calls."""


def shortened(text: str, limit: int = 60) -> str:
    """What somebody wrote, on one line and no longer than `limit`, to quote it back.

    Without backticks, since they mark commands in our sentences.
    """
    line = " ".join("".join(each if each.isprintable() else " " for each in text).replace("`", "'").split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
