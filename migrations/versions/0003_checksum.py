"""A checksum of the whole file, so that damage is found that no entry's own hash tells of.

The row is written after the revisions, by the program: it is of the file as they leave it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "checksum",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("value", sa.BLOB(), nullable=False),
        sa.CheckConstraint("length(value) = 36", name=op.f("ck_checksum_value")),
        sa.CheckConstraint("id = 1", name=op.f("ck_checksum_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checksum")),
        sqlite_strict=True,
    )
