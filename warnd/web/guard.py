"""Which names a request may call this installation by."""

from collections.abc import Sequence

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import BaseRoute, Mount

from warnd.web.app import Pages

#: what this machine is called by programs that run on it
OWN = ("127.0.0.1", "localhost", "::1", "[::1]", "[")


def guarded(routes: Sequence[BaseRoute], listen: str, public_host: str | None) -> Pages:
    """Give routes that answer only to the names that this installation goes by.

    A page elsewhere whose name leads here could else read them in somebody's browser. Where an
    operator listens beyond this machine, any name will do.
    """
    listening = listen.rpartition(":")[0].strip("[]")
    public = (public_host,) if public_host else ()
    hosts = (*OWN, *public) if listening in OWN else ("*",)
    guard = Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)
    return (Mount("", routes=list(routes), middleware=[guard]),)
