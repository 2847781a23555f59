"""Pages behind signed links, for people without an account. Reading changes nothing: scanners read mail."""
