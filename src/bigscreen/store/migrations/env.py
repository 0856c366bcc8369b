"""Alembic runs this to apply migrations on the connection it is handed."""

from alembic import context

from bigscreen.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite's DDL is transactional as we drive it: a run that is killed leaves nothing behind.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
