"""For commands that need neither database nor cache (`manage.py match`): none is started, and none would answer."""

import os

os.environ.setdefault("DATABASE_URL", "postgresql://nobody@localhost:1/none")
os.environ.setdefault("REDIS_URL", "redis://localhost:1/0")

from config.settings.demo import *  # noqa: F403
