import json
from dataclasses import fields

from tests.unit.cli.conftest import run
from warnd.settings import Settings


def test_the_schema_names_every_setting() -> None:
    result = run("schema")
    assert result.exit_code == 0
    schema = json.loads(result.stdout)
    assert set(schema["properties"]) == {field.name for field in fields(Settings)}
