"""Where somebody did something on Slack, which is where the answer goes."""

from dataclasses import dataclass

from mentorbot.chat.ids import ChannelId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A person, and what is known of where they are; an empty text is what the gesture did not have."""

    user: UserId
    channel: ChannelId | None = None
    response_url: str = ""
    """Takes five posts within thirty minutes."""
    message: str = ""
    """The time stamp of the message that was acted on, which is its name on Slack."""
    ephemeral: bool = False
    """Whether that message is seen by this person only, and so is out of reach for the Web API."""
    thread: str = ""

    @property
    def direct(self) -> bool:
        """A lasting message of a direct conversation; that it is the bot's own shows when the Web API takes it."""
        return (self.channel or "").startswith("D") and not self.ephemeral and bool(self.message)
