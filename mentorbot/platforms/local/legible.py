"""Text that can be written as UTF-8."""


def legible(text: str) -> str:
    """The text; half a character, which JSON may bring, becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
