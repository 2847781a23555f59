"""What changes accounts. Each action is one transaction with its row in the audit book."""
