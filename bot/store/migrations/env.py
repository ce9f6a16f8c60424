"""Runs migrations over the connection that ``bot.store.migrate`` hands in."""

from alembic import context

from bot.store.tables import metadata

connection = context.config.attributes["connection"]
# SQLite alters few things in place: a changed table is copied.
context.configure(connection=connection, target_metadata=metadata, render_as_batch=connection.dialect.name == "sqlite")
with context.begin_transaction():
    context.run_migrations()
