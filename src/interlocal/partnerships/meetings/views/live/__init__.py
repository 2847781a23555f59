"""The page on which a meeting is run, and the screen that shows it."""
