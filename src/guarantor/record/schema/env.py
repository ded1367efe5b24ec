"""What Alembic runs around the steps: they go into the transaction that the store has opened, all or none."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"], version_table=context.config.attributes["version_table"]
)
with context.begin_transaction():
    context.run_migrations()
