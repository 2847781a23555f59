"""One command that prepares an installation and keeps its web server and job worker running."""
