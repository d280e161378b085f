"""Judging a client that is asked elsewhere, by any program on any machine: requests in one file, answers in another."""

from runlaws.offline._files import OfflineError, Requests, Sheet, hello_line, read_requests
from runlaws.offline._judging import Judged, judged

__all__ = ["Judged", "OfflineError", "Requests", "Sheet", "hello_line", "judged", "read_requests"]
