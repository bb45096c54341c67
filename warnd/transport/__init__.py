"""The one door to HTTP: what may be dialled, and exchanges within limits.

It stands outside feeds and channels because both go through it and neither may import the other.
"""

from warnd.transport.addresses import split_address
from warnd.transport.body import Limits
from warnd.transport.certificates import WRITTEN
from warnd.transport.client import Client, open_client
from warnd.transport.exchange import USER_AGENT, Answer, get, post
from warnd.transport.resolver import Resolver, SystemResolver
from warnd.transport.retry_after import LONGEST_S as LONGEST_WAIT_S
from warnd.transport.retry_after import retry_after_s

__all__ = [
    "LONGEST_WAIT_S",
    "USER_AGENT",
    "WRITTEN",
    "Answer",
    "Client",
    "Limits",
    "Resolver",
    "SystemResolver",
    "get",
    "open_client",
    "post",
    "retry_after_s",
    "split_address",
]
