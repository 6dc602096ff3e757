"""What the server calls."""

import os
import signal

from django.core.wsgi import get_wsgi_application

from networking.config.children import SERVER, end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "networking.config.settings")

if os.environ.get(SERVER, "") not in {"", str(os.getpid())}:
    end_with_parent(signal.SIGKILL)  # a fork that is starting has its parent's handlers, which hear no other
application = get_wsgi_application()
