"""Corpora: labelled cases on disk, with a manifest, for test suites in any language.

from runlaws.corpus import load_corpus

for case in load_corpus("fixtures"):
    ...
"""

from runlaws.corpus._by_profile import CasesOfProfile
from runlaws.corpus._comparing import Comparison
from runlaws.corpus._errors import CorpusError, MissingExtra
from runlaws.corpus._form import EXPECTED, as_line
from runlaws.corpus._layouts import LAYOUTS
from runlaws.corpus._lint import Lint
from runlaws.corpus._manifest import MANIFEST, Manifest, read_manifest
from runlaws.corpus._npm import npm_files
from runlaws.corpus._numbered import Recipe
from runlaws.corpus._places import Place, StorePlace, as_place
from runlaws.corpus._plot import as_svg
from runlaws.corpus._reading import load_corpus
from runlaws.corpus._shards import write_numbered
from runlaws.corpus._stats import stats_of
from runlaws.corpus._writing import write_corpus

__all__ = [
    "EXPECTED",
    "LAYOUTS",
    "MANIFEST",
    "CasesOfProfile",
    "Comparison",
    "CorpusError",
    "Lint",
    "Manifest",
    "MissingExtra",
    "Place",
    "Recipe",
    "StorePlace",
    "as_line",
    "as_place",
    "as_svg",
    "load_corpus",
    "npm_files",
    "read_manifest",
    "stats_of",
    "write_corpus",
    "write_numbered",
]
