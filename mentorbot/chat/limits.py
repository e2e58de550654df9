"""The platforms' limits as one table, so that a text too long for one of them fails where it is written.

Sources: Slack's Block Kit reference and Discord's component reference; the tightest of all counts for what is ours.
"""

from typing import Final

BUTTON_LABEL: Final = 75
"""Slack 75, Discord 80."""
BUTTON_CALL: Final = 98
"""Discord's custom_id is 100; two characters mark it as a call of ours."""
BUTTONS_IN_A_ROW: Final = 5
"""Discord; Slack takes 25."""
HEADING: Final = 150
"""Slack's header."""
BLOCKS: Final = 18
"""Discord counts 40 components, nested ones too: a block with five buttons is six."""
REPLY_TEXT: Final = 3600
"""Discord takes 4000 across all texts of a message; marks and escapes need room."""
PARAGRAPH: Final = 2900
"""Slack's section takes 3000."""
FILES: Final = 5
"""Our own, pictures and files together; Discord takes 10, and each is an upload of its own on Slack."""
FILES_SIZE: Final = 8 * 1024 * 1024
"""In bytes, for all files of a reply; Discord takes 10 MiB of a bot where nobody pays for more."""
ALT: Final = 1000
"""Slack's `alt_txt` of an upload; Discord's descriptions take 1024, Slack's image blocks 2000."""
CHOICES: Final = 25
"""Discord's options of a select or of an autocomplete; Slack takes 100."""
CHOICE_LABEL: Final = 75
"""Slack's option text; Discord 100."""
FORM_TITLE: Final = 24
"""Slack's modal title; Discord 45."""
FORM_FIELDS: Final = 5
"""Discord's modal."""
FIELD_LABEL: Final = 45
"""Discord's label."""
FIELD_HINT: Final = 100
"""Discord's label description."""
WORDS_IN_A_GROUP: Final = 25
"""Discord's subcommands of a command; words that are not listed do not count."""
DESCRIPTION: Final = 100
"""Discord's command and option descriptions."""
