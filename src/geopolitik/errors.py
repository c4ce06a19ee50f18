"""What can go wrong, said with the thing it went wrong with."""


class GeopolitikError(Exception):
    """Base of every error this package raises: what happened, to which thing, and what to do.

    Args:
        subject: the thing concerned (a file name, an address, an id).
        reason: what happened to it, in plain words.
        advice: what the user can do about it; may be empty.
    """

    def __init__(self, subject: str, reason: str, advice: str = "") -> None:
        self.subject = subject
        self.reason = reason
        self.advice = advice
        # Its own arguments: an error is made again from these where another process hands it on.
        super().__init__(subject, reason, advice)

    def __str__(self) -> str:
        """In one line."""
        return f"{self.subject}: {self.reason}" + (f". {self.advice}" if self.advice else "")


class UsageError(GeopolitikError):
    """What was asked for cannot be done as asked."""


class CaptureError(GeopolitikError):
    """A file or stream cannot become a capture."""


class AddressError(GeopolitikError):
    """An address that must not be fetched, or leads to nothing on the public web."""


class FetchError(GeopolitikError):
    """An address can't be fetched.

    Args:
        status: the HTTP status of the answer, if there was one.
        retry_after: seconds after which the server says to come back.
    """

    def __init__(
        self,
        subject: str,
        reason: str,
        advice: str = "",
        *,
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(subject, reason, advice)
        self.status = status
        self.retry_after = retry_after


class FeedError(GeopolitikError):
    """What was fetched as a feed is none, or can't be read as one."""


class ExtractionError(GeopolitikError):
    """A capture cannot be read as an article."""


class ModelError(GeopolitikError):
    """A sentence model folder cannot be used."""


class StoreError(GeopolitikError):
    """The store can't be opened, read or written."""


class ClockError(GeopolitikError):
    """The machine's clock can't be right."""


class RefusedError(GeopolitikError):
    """Somebody asked for what they may not do."""


class ConflictError(GeopolitikError):
    """What was asked for doesn't fit what is there: somebody else was first, or the name is taken."""


class NotFoundError(GeopolitikError):
    """There is no such thing, or the one who asks may not know of it."""


class MovedError(NotFoundError):
    """What was asked for has become part of something else, of which the one who asks may know.

    Args:
        subject: the id that was asked for.
        now: the id under which it is found now.
    """

    def __init__(self, subject: str, now: str) -> None:
        super().__init__(subject, f"is part of {now} now", "Ask for that one.")
        self.now = now
