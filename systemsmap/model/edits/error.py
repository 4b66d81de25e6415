"""The one way an edit refuses."""


class EditError(ValueError):
    """The edit makes no sense for this map; the message is one sentence fit to show."""
