"""Discord's own limits, where they are not those of `chat.limits` already.

Source: Discord's component, interaction and message references (see also its OpenAPI description).
"""

from typing import Final

COMPONENTS: Final = 40
"""In one message, nested ones counted."""
TEXT: Final = 4000
"""Across all text displays of one message."""
FILE_NAME: Final = 100
"""Our own; Discord names none, and its clients show no more."""
BUTTONS_IN_A_ROW: Final = 5
BUTTON_LABEL: Final = 80
CUSTOM_ID: Final = 100
OPTION_TEXT: Final = 100
"""A select's option, an autocomplete's choice: label and value."""
OPTIONS: Final = 25
MODAL_TITLE: Final = 45
MODAL_PARTS: Final = 5
LABEL: Final = 45
LABEL_DESCRIPTION: Final = 100
INPUT: Final = 4000
NONCE: Final = 25
MEMBERS_PAGE: Final = 1000
HISTORY_PAGE: Final = 100
