"""The door for the web server."""

import os

from django.core.wsgi import get_wsgi_application

os.umask(0o077)  # what is entered here lies in files that are nobody else's
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interlocal.config.settings")

application = get_wsgi_application()
