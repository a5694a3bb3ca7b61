"""How gunicorn serves a network. `GUNICORN_CMD_ARGS`, a variable of its own, changes what stands here."""

import os

from config.settings.logs import LOGGING
from kernel.memory import memory_folder as _memory_folder

bind = "0.0.0.0:8000"  # the proxy alone may reach it
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
preload_app = True
keepalive = 150  # seconds; the proxy gives up sooner (120), and so never takes a connection that is closing
graceful_timeout = 25
control_socket_disable = True
if _memory := _memory_folder():
    worker_tmp_dir = str(_memory)  # heartbeats that wait for no disk
# What goes wrong is written as everywhere, nobody named. Who asked for what is not: a proxy knows that.
logconfig_dict = LOGGING | {
    "loggers": LOGGING["loggers"]
    | {
        "gunicorn.error": {"level": "INFO", "handlers": [], "propagate": True},
        "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
    }
}
