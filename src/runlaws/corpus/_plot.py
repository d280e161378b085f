"""A picture of what is in a corpus, as SVG: bars for each label, and for each aspect of the contract."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from runlaws.corpus._stats import CorpusStats
from runlaws.coverage import ASPECTS

__all__ = ["as_svg"]

_WIDTH: Final = 860
_NAMES: Final = 330
_BARS: Final = 400
_ROW: Final = 20
_MOST: Final = 40
_TITLES: Final = {
    "standing": "Verdict of the contract",
    "state": "State",
    "rule": "Rules that are broken",
    "news": "What is new",
    "profile": "Profile",
    "twin": "Second document",
}


def as_svg(stats: CorpusStats, title: str) -> str:
    """Return the picture; it has no fonts or scripts of its own, and is readable on white and on black."""
    rows = list(_rows(stats))
    height = _ROW * (len(rows) + 2)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">',
        '<g font-family="sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="10" y="{_ROW}" font-size="15" font-weight="bold">{escape(title)}</text>',
    ]
    for number, (name, share, says) in enumerate(rows, 2):
        parts += _bar(name, share, says, _ROW * number)
    return "\n".join([*parts, "</g>", "</svg>", ""])


_Bar = tuple[str, float | None, str]
"""What a row shows: a name, a share of the longest bar (none for a heading), and a number."""


def _rows(stats: CorpusStats) -> Iterator[_Bar]:
    for label, title in _TITLES.items():
        counts = stats.census.labels[label].most_common()
        if counts:
            yield title, None, ""
            for name, count in counts[:_MOST]:
                yield name, count / counts[0][1], f"{count:,}"
            if len(counts) > _MOST:
                yield f"and {len(counts) - _MOST} more", 0.0, ""
    for meter in stats.meters.values():
        coverage = meter.coverage()
        yield f"Contract of {meter.profile.spec} that the cases exercise", None, ""
        for aspect in ASPECTS:
            yield aspect, coverage.share(aspect), f"{int(100 * coverage.share(aspect))} %"


def _bar(name: str, share: float | None, says: str, y: int) -> list[str]:
    if share is None:
        return [f'<text x="10" y="{y + 10}" font-weight="bold">{escape(name)}</text>']
    width = max(share * _BARS, 1 if says else 0)
    return [
        f'<text x="{_NAMES}" y="{y + 10}" text-anchor="end">{escape(name)}</text>',
        f'<rect x="{_NAMES + 8}" y="{y}" width="{width:.1f}" height="13" fill="#3b6ea8"/>',
        f'<text x="{_NAMES + 14 + width:.1f}" y="{y + 10}" fill="#444">{escape(says)}</text>',
    ]
