"""What the server calls."""

import os

from django.core.wsgi import get_wsgi_application

from networking.config.children import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "networking.config.settings")

if os.environ.get("INROAD_SERVER") == str(os.getppid()):
    end_with_parent()
application = get_wsgi_application()
