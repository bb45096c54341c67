"""What errors tell."""


def told(error: BaseException) -> str:
    """Give all that an error and its causes say."""
    words = []
    cause: BaseException | None = error
    while cause is not None:
        words += [str(cause), repr(cause)]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(words)
