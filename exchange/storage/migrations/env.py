"""How alembic runs our migrations: on the connection that ``exchange.storage.upgrade`` gives."""

from alembic import context

from exchange.storage.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
