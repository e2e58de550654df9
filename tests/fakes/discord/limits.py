"""Discord's limits as its OpenAPI description and documentation state them; the checks read them from here only."""

from typing import Final

CONTENT: Final = 2000
WRITTEN: Final = 4000
"""What a person may write, with Nitro; without it, as little as a bot."""
EMBEDS: Final = 10
EMBED_TEXT: Final = 6000
NONCE: Final = 25

ATTACHMENTS: Final = 10
ATTACHMENT_NAME: Final = r"[A-Za-z0-9._-]{1,260}"
"""What `attachment://` can name; Discord changes other letters."""
ATTACHMENT_SIZE: Final = 10_485_760
"""Bytes of one file, where nobody pays for more."""
REQUEST_SIZE: Final = 25 * 1024 * 1024
DESCRIPTION: Final = 1024
"""Of an attachment, and of an item of a gallery."""
GALLERY_ITEMS: Final = 10

COMPONENTS: Final = 40
"""In all, nested ones counted (Components V2)."""
TEXT: Final = 4000
"""Across the text displays of one message."""
CUSTOM_ID: Final = 100
COMPONENT_NUMBER: Final = (1 << 31) - 1
ROW_BUTTONS: Final = 5
ROWS: Final = 5
"""Without Components V2."""
BUTTON_LABEL: Final = 80
BUTTON_URL: Final = 512
SELECT_OPTIONS: Final = 25
OPTION_TEXT: Final = 100
PLACEHOLDER: Final = 150
SECTION_TEXTS: Final = 3

MODAL_TITLE: Final = 45
MODAL_PARTS: Final = 5
LABEL: Final = 45
LABEL_DESCRIPTION: Final = 100
INPUT: Final = 4000
INPUT_PLACEHOLDER: Final = 100

FILES: Final = 10
"""Of one upload in a modal."""
FILE_SIZE: Final = 10_485_760
"""What an interaction says in `attachment_size_limit`; more with Nitro, or on a boosted server."""

COMMANDS: Final = 100
COMMAND_NAME: Final = r"[-_\w]{1,32}"
COMMAND_DESCRIPTION: Final = 100
COMMAND_OPTIONS: Final = 25
COMMAND_CHOICES: Final = 25
CHOICE_TEXT: Final = 100
COMMAND_CHARACTERS: Final = 8000
"""Names, descriptions and choice values of one command together."""

ACKNOWLEDGE_SECONDS: Final = 3.0
TOKEN_SECONDS: Final = 15 * 60.0
NONCE_SECONDS: Final = 3 * 60.0
""""The past few minutes"; Discord does not say how many."""
HISTORY_PAGE: Final = 100
MEMBERS_PAGE: Final = 1000
SEARCH_PAGE: Final = 1000
