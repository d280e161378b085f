"""Asking a client over a pipe."""
