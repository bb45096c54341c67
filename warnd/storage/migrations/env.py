"""What Alembic runs: the migrations, upon the connection and within the transaction given to it."""

from alembic import context

from warnd.storage.schema import MARKER

context.configure(
    connection=context.config.attributes["connection"],
    version_table=MARKER,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
