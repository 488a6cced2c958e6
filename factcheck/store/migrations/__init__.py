"""The versions of the database, oldest first, run by Alembic when a ledger is opened."""
