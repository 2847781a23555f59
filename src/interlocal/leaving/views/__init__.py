"""Taking records along, what they look like then, and what was destroyed by rule."""
