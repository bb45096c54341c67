"""The one door to HTTP: what may be dialled, and exchanges within limits.

It stands outside feeds and channels because both go through it and neither may import the other.
"""

from warnd.transport.addresses import split_address
from warnd.transport.body import Limits
from warnd.transport.client import USER_AGENT, Answer, Client, get, open_client, post
from warnd.transport.resolver import Resolver, SystemResolver

__all__ = [
    "USER_AGENT",
    "Answer",
    "Client",
    "Limits",
    "Resolver",
    "SystemResolver",
    "get",
    "open_client",
    "post",
    "split_address",
]
