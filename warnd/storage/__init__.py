"""What is remembered: SQLAlchemy Core and Alembic over SQLite or PostgreSQL."""
