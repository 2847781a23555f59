"""Words of training in pages and mails."""
