"""Which names a request may call this installation by."""

from starlette.applications import Starlette
from starlette.middleware.trustedhost import TrustedHostMiddleware

#: what this machine is called by programs that run on it
OWN = ("127.0.0.1", "localhost", "::1", "[::1]", "[")


def guard(app: Starlette, listen: str, public_host: str | None) -> Starlette:
    """Give an application that answers only to the names that this installation goes by.

    A page elsewhere whose name leads here could else read what it answers in somebody's browser.
    Where an operator listens beyond this machine, any name will do.
    """
    listening = listen.rpartition(":")[0].strip("[]")
    public = (public_host,) if public_host else ()
    hosts = (*OWN, *public) if listening in OWN else ("*",)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)
    return app
