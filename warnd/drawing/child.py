"""The process that draws; started by `warnd.drawing.artist`.

It reads one course a line as JSON from standard input and answers each with a line: the PNG in
base 64, or nothing when it cannot be drawn.
"""

import base64
import json
import os
import sys

from warnd.drawing.chart import draw
from warnd.drawing.orders import course_from
from warnd.expendable import go_first

#: how far behind the daemon it stands for the processor: messages go before pictures
NICENESS = 5


def main() -> None:
    """Answer orders until standard input ends."""
    os.nice(NICENESS)
    go_first()
    for line in sys.stdin:
        sys.stdout.write(_drawn(line) + "\n")
        sys.stdout.flush()


def _drawn(line: str) -> str:
    try:
        return base64.b64encode(draw(course_from(json.loads(line)))).decode("ascii")
    except Exception:  # noqa: BLE001  the edge of one picture: the next may be drawn
        return ""


if __name__ == "__main__":
    main()
