"""Cases are found by the reference of the source that registered them.

Revision: 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index(
        "incident_references",
        "incidents",
        ["source", "reference"],
        sqlite_where=sa.text("reference != ''"),
        postgresql_where=sa.text("reference != ''"),
    )
