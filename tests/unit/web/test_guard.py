import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from warnd.web.guard import guard


async def page(_request: Request) -> Response:
    return Response("here")


@pytest.mark.parametrize(
    ("listen", "host", "status"),
    [
        pytest.param("127.0.0.1:8470", "127.0.0.1:8470", 200, id="by its address"),
        pytest.param("127.0.0.1:8470", "localhost", 200, id="by its name here"),
        pytest.param("[::1]:8470", "[::1]:8470", 200, id="by its longer address"),
        pytest.param("127.0.0.1:8470", "warnd.example", 200, id="by its public name"),
        pytest.param("127.0.0.1:8470", "evil.example", 400, id="by a name that leads here"),
        pytest.param("0.0.0.0:8470", "intranet", 200, id="where others may ask"),
    ],
)
async def test_pages_answer_to_their_own_names(listen: str, host: str, status: int) -> None:
    app = guard(Starlette(routes=[Route("/page", page)]), listen, "warnd.example")
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://warnd.example"
    ) as client:
        answer = await client.get("/page", headers={"host": host})
    assert answer.status_code == status
