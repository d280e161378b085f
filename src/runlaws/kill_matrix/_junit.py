"""A kill matrix as JUnit XML, for what shows test results."""

from __future__ import annotations

from collections.abc import Mapping

from runlaws.kill_matrix._matrix import Matrix

__all__ = ["junit"]


def junit(matrix: Matrix) -> str:
    """Return the matrix as JUnit XML: a test case for each liar, each honest client and each law."""
    import junitparser

    suites: Mapping[str, Mapping[str, str]] = {
        "liars": {row.client: "; ".join(row.wrong.values()) for row in matrix.liars},
        "honest clients": {row.client: "; ".join(row.wrong.values()) for row in matrix.honest},
        "laws": {law: "no liar is caught by this law alone" * (law in matrix.needless) for law in matrix.laws},
    }
    xml = junitparser.JUnitXml("runlaws kill-matrix")
    for name, messages in suites.items():
        suite = junitparser.TestSuite(name)
        for of, message in messages.items():
            case = junitparser.TestCase(of, classname=f"runlaws.{name}")
            case.result = [junitparser.Failure(message)] if message else []
            suite.add_testcase(case)
        xml.add_testsuite(suite)
    text: bytes = xml.tostring()  # type: ignore[no-untyped-call] # it has no annotations
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text.decode()}\n'
