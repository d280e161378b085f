"""The JUnit report: every law a test case, for what shows test results in a CI."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from runlaws.finding import SearchResult
from runlaws.grouping import severity_of
from runlaws.reports._law_result import Fared, LawResult, law_results
from runlaws.reports._shared import headline, printable
from runlaws.reports._text import text_of

if TYPE_CHECKING:
    import junitparser

__all__ = ["render"]


def render(*results: SearchResult) -> str:
    """Return the results of searches as JUnit XML: a suite for each client, a test case for each law.

    A broken law has one failure, whose text has all its findings, since some readers keep the first one alone.
    """
    import junitparser

    xml = junitparser.JUnitXml("runlaws")
    for result in results:
        suite = junitparser.TestSuite(printable(result.client))
        for name, value in (("profile", result.profile), ("cases", result.examples), ("seed", result.seed)):
            suite.add_property(name, printable(str(value)))
        for case in _cases(result):
            suite.add_testcase(case)
        xml.add_testsuite(suite)
    text: bytes = xml.tostring()  # type: ignore[no-untyped-call] # it has no annotations
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text.decode()}\n'


def _cases(result: SearchResult) -> Iterator[junitparser.TestCase]:
    for law in law_results(result):
        if law.fared is Fared.BROKEN:
            yield _broken(result, law)
        else:
            yield _test_case(result, law.law, skipped="" if law.fared is Fared.KEPT else law.why)
    if result.ended:
        yield _test_case(result, "the whole search", error=result.ended)
    if result.known is not None:
        yield _test_case(result, "known failures are up to date", failure="; ".join(result.known.complaints))


def _broken(result: SearchResult, law: LawResult) -> junitparser.TestCase:
    headlines, (first, _) = [headline(finding) for finding, _ in law.groups], law.groups[0]
    count = f"{len(headlines)} findings: " if len(headlines) > 1 else ""
    case = _test_case(result, law.law, failure=f"{count}{'; '.join(headlines)}")
    (failure,) = case.result
    failure.type = severity_of(first).value
    failure.text = "\n\n".join(text_of(finding, also) for finding, also in law.groups)
    return case


def _test_case(
    result: SearchResult, name: str, *, failure: str = "", error: str = "", skipped: str = ""
) -> junitparser.TestCase:
    """Return a test case with the outcome that a message is given for, or one that passed."""
    import junitparser

    client = printable(result.client).replace(".", "_")  # a dot would begin another package
    case = junitparser.TestCase(printable(name), classname=f"runlaws.{client}")
    kinds = ((junitparser.Failure, failure), (junitparser.Error, error), (junitparser.Skipped, skipped))
    case.result = [kind(printable(message)) for kind, message in kinds if message]
    return case
