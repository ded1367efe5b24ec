"""What is wrong with a mapping or with the file it is of."""


class MappingError(ValueError):
    """A mapping that cannot be used, or a file that it does not fit; the message says which entry and why."""
