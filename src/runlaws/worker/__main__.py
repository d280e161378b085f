"""`python -m runlaws.worker CLIENT`: what the host starts for a Python client that is to be kept apart."""

from __future__ import annotations

import sys

from runlaws.worker._lines import Lines
from runlaws.worker._nursery import kept_alive

if __name__ == "__main__":
    sys.exit(kept_alive(sys.argv[1], Lines.taken_over(), memory=int(sys.argv[2])))
