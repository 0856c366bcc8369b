"""Schema changes in order; alembic reads them as files."""
