"""What Alembic runs: the versions, on the connection and in the transaction that it is handed."""

from alembic import context

from factcheck.store.tables import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,  # SQLite changes columns by copying the table
)
context.run_migrations()
