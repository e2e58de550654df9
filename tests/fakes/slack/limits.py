"""Slack's limits as one table: Block Kit's reference, the method pages, and what was measured against slack.com."""

from typing import Final

MESSAGE_BLOCKS: Final = 50
VIEW_BLOCKS: Final = 100
BLOCKS_JSON: Final = 13_200
"""Characters of JSON after which a message fails with `msg_blocks_too_long`, though each block is legal."""
POST_TEXT: Final = 40_000
UPDATE_TEXT: Final = 4_000
ID: Final = 255
"""block_id, action_id and callback_id."""

SECTION_TEXT: Final = 3_000
SECTION_FIELDS: Final = 10
FIELD_TEXT: Final = 2_000
HEADER_TEXT: Final = 150
CONTEXT_ELEMENTS: Final = 10
CONTEXT_TEXT: Final = 2_000
ACTIONS: Final = 25
MARKDOWN_TEXT: Final = 12_000
IMAGE_ALT: Final = 2_000
URL: Final = 3_000

BUTTON_TEXT: Final = 75
BUTTON_VALUE: Final = 2_000
OPTION_TEXT: Final = 75
OPTION_VALUE: Final = 150
SELECT_OPTIONS: Final = 100
OVERFLOW_OPTIONS: Final = 5
CHECK_OPTIONS: Final = 10
PLACEHOLDER: Final = 150
INPUT_LENGTH: Final = 3_000
CONFIRM: Final = {"title": 100, "text": 300, "confirm": 30, "deny": 30}

FILES: Final = 10
"""Of one file_input."""
FILE_SIZE: Final = 10_000_000
"""Slack says 10 MB."""

VIEW_TITLE: Final = 24
VIEW_METADATA: Final = 3_000
INPUT_LABEL: Final = 2_000
INPUT_HINT: Final = 2_000

UPLOAD_ALT: Final = 1_000
"""`alt_txt` of files.getUploadURLExternal: more is `alt_txt_too_large`."""

ACK_SECONDS: Final = 3.0
TRIGGER_SECONDS: Final = 3.0
RESPONSE_URL_SECONDS: Final = 30 * 60
RESPONSE_URL_USES: Final = 5

TIER_PER_MINUTE: Final = {1: 1, 2: 20, 3: 50, 4: 100}
POSTS_IN_A_BURST: Final = 3
"""`chat.postMessage` goes at one a second and channel; short bursts pass."""
POSTS_PER_MINUTE: Final = 300
"""For a whole workspace: Slack says "several hundred", of which this is the least."""
NARROW_HISTORY: Final = 15
"""Messages a call, at one call a minute, for apps that are distributed outside the Marketplace."""
