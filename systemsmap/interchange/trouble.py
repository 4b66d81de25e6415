"""The one way a format refuses a file."""


class ImportTrouble(ValueError):  # noqa: N818 - no bug of ours, hence no "Error"
    """The bytes are not a map in this format; the message is one sentence fit to show."""
