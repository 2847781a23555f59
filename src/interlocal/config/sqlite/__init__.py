"""Django's SQLite backend, with writers who wait their turn instead of starving."""
