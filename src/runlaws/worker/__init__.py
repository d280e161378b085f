"""A worker for clients that are Python: `python -m runlaws.worker CLIENT` keeps one in a process of its own."""
