"""Reading many rows a page at a time, by their key: no cursor stays open between two pages."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Select, tuple_


def page_after(
    query: Select[Any], key: Sequence[Column[Any]], last: Sequence[Any] | None, size: int
) -> Select[Any]:
    """Give the query for the next `size` rows in the order of `key`, which is unique.

    `last` is the key of the last row that was read, None before the first.
    """
    page = query.order_by(*key).limit(size)
    if last is None:
        return page
    return page.where(tuple_(*key) > tuple_(*last, types=[each.type for each in key]))
