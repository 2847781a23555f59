"""Pages of reporters: no account, no script, no trace."""
