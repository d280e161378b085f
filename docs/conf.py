"""How Sphinx builds the site of these pages: `sphinx-build -W --keep-going -b html docs site`.

The pages are written to be read on a code host too, so links between them are paths of files. Those that lead out of
`docs/`, to the README and the pages beside it, are rewritten here, and so are the links from these back into `docs/`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from sphinx.application import Sphinx

import runlaws

project = "runlaws"
author = "runlaws developers"
project_copyright = author
version = release = runlaws.__version__

extensions = ["myst_parser", "sphinx_click"]
nitpicky = True  # with -W, a link to what is not there is an error
suppress_warnings = ["myst.header"]  # the rows of one page may be the sections of another

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3  # `page.md#heading`, as code hosts make them
myst_links_external_new_tab = False

html_theme = "furo"
html_title = f"runlaws {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_theme_options = {"navigation_with_keys": True}
highlight_language = "none"  # a block that names no language is what a program printed
pygments_style = "tango"
pygments_dark_style = "monokai"

_AT_THE_ROOT: Final = {
    "README.md": "index.md",
    "ARCHITECTURE.md": "architecture.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "security.md",
}
"""The pages beside `docs/`, and the page of the site that includes each."""


def _linked_inside(_: Sphinx, page: str, content: list[str]) -> None:
    """Let a page of `docs/` link to the pages of the site instead of those beside `docs/`."""
    up = "../" * (page.count("/") + 1)
    for name, on_the_site in _AT_THE_ROOT.items():
        content[0] = content[0].replace(f"]({up}{name}", f"](/{on_the_site}")
    if page == "run":  # its members are a list, their parts are too many for one
        content[0] = f"---\ntocdepth: 2\n---\n\n{content[0]}"
    if page == "laws":  # a code host would show this block as it is
        content[0] += "\n```{toctree}\n:hidden:\n:glob:\n\nlaws/*\n```\n"


def _included(_: Sphinx, path: Path, __: str, content: list[str]) -> None:
    """Let a page from beside `docs/` link to the pages of the site."""
    if Path(path).name not in _AT_THE_ROOT:
        return
    text = re.sub(r"\]\(docs/", "](/", content[0])
    for name, on_the_site in _AT_THE_ROOT.items():
        text = text.replace(f"]({name}", f"](/{on_the_site}")
    content[0] = text


def _laid_out(_: Sphinx, __: object, lines: list[str]) -> None:
    """Keep the columns of a help text that is laid out by hand, whose lines sphinx-click marks with a bar."""
    for index in reversed(range(len(lines))):
        if lines[index].startswith("| "):
            lines[index] = f"   {lines[index].removeprefix('| ')}"
            if index == 0 or not lines[index - 1].startswith("| "):
                lines[index:index] = ["::", ""]


def setup(app: Sphinx) -> None:
    """Register what rewrites links, and help texts."""
    app.connect("sphinx-click-process-description", _laid_out)
    app.connect("source-read", _linked_inside)
    app.connect("include-read", _included)
