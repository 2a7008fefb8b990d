"""What stops the agent before it begins."""


class Refused(Exception):
    """A sentence for whoever started it."""
