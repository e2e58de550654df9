"""Alembic's entry: run migrations on the connection that the caller holds."""

from alembic import context

from mentorbot.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
