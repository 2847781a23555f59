"""Asking in the terminal what `interlocal init` needs."""
