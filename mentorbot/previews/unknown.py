"""What a payload holds and no preview can draw."""


class Unknown(Exception):
    """A kind of block that this does not know: never left out in silence. The text names it."""

    def __init__(self, platform: str, found: object) -> None:
        super().__init__(f"The preview cannot draw this of {platform}: {str(found)[:200]}")
