"""Run the revisions, in one transaction, on a connection the program hands over or on TRACKER_DB.

The program takes the lock, makes the backup and opens the transaction before it comes here
(`tracker.store.upgrade`); this file only says how revisions are compared and run.
"""

from alembic import context
from sqlalchemy import Connection

from tracker import models, paths
from tracker.store.engine import write_engine


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=models.metadata(),
        render_as_batch=True,
        compare_type=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("revisions run on a database: set TRACKER_DB and leave out --sql")

handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    diary = paths.resolve().diary
    with write_engine(diary, foreign_keys=False).begin() as connection:
        run(connection)
