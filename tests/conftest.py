"""What holds for all tests: nothing hangs on how fast the machine is, nor on the locale of whoever runs them."""

import os

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

os.environ["JIXIAO_LANG"] = "en"
