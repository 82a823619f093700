"""Schedules of medicines: the times of day at which a dose is due.

The column is added in place, then every row is written again: a row in the file that lacks the
new value could not be told from a damaged one when a diary is salvaged page by page. The states
that undo would bring back stay as they are: what they do not name is absent.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "ALTER TABLE medication ADD COLUMN schedule TEXT\n"
        "CONSTRAINT ck_medication_schedule CHECK ("
        """"schedule" IS NULL OR (json_valid("schedule") AND json_type("schedule") = 'array'))"""
    )
    op.execute("UPDATE medication SET schedule = NULL")
