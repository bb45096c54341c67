"""What PyYAML and libyaml say of a syntax error, in words an operator can act on."""

_TAB = "a tab stands here; YAML indents with spaces only"

# What their message holds -> what we say; the first that fits. The two parsers word it differently.
_WORDS = (
    ("tab character", _TAB),
    (
        "mapping values are not allowed",
        "a ':' is not expected here: quote text that holds ': ', or mend the indentation",
    ),
    (
        "sequence entries are not allowed",
        "a '- ' is not expected here: begin the list on its own line, or quote the text",
    ),
    (
        "unknown escape character",
        "an escape that YAML does not know: write \\\\ for a backslash, or use single quotes",
    ),
    ("end of stream", "a quote that is never closed"),
    ("escape", "an escape that stands for no character"),
    ("expected ',' or ']'", "a ',' or the ']' that closes the list is missing"),
    ("expected ',' or '}'", "a ',' or the '}' that closes the mapping is missing"),
    ("could not find expected ':'", "a key without its ':'"),
    ("expected <block end>", "the indentation does not fit the lines above"),
    (
        "did not find expected key",
        "the indentation does not fit the lines above, or text follows a closing quote",
    ),
    ("unexpected ':'", "a ':' is not expected here: put a space behind it, or quote the text"),
    ("node content", "a value or a closing bracket is missing here"),
    ("'-' indicator", "the list ends here without a '- '; check the indentation"),
    ("<document start>", "text stands after the end of the document; check the brackets"),
    ("incompatible YAML document", "a YAML version that is not read; remove the %YAML line"),
)


def in_plain_words(problem: str, character: str) -> str:
    """Give what is wrong and, where it is known, what to write instead.

    `problem` is the parser's message, `character` the one it stopped at.
    """
    if "cannot start any token" in problem:
        return _TAB if character == "\t" else f"text that begins with '{character}' must be quoted"
    for needle, words in _WORDS:
        if needle in problem:
            return words
    return f"is not YAML: {problem}"
