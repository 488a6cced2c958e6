"""The database itself refuses to change or to remove an entry."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

REFUSAL = "entries are only ever added"
CHANGES = ("update", "delete")


def upgrade() -> None:
    """Triggers, for SQLite and PostgreSQL."""
    if op.get_bind().dialect.name == "sqlite":
        for change in CHANGES:
            op.execute(
                f"CREATE TRIGGER entry_no_{change} BEFORE {change.upper()} ON entry "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION entry_is_final() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER entry_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION entry_is_final()"
    )


def downgrade() -> None:
    """Without the triggers."""
    if op.get_bind().dialect.name == "sqlite":
        for change in CHANGES:
            op.execute(f"DROP TRIGGER entry_no_{change}")
        return
    op.execute("DROP TRIGGER entry_is_final ON entry")
    op.execute("DROP FUNCTION entry_is_final()")
