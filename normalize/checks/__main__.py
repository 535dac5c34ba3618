"""`python -m normalize.checks`: the page of rules, to the output, in UTF-8 whatever the terminal thinks."""

import sys

from normalize.checks.page import page

sys.stdout.buffer.write(page().encode("utf-8"))
