"""Known failures: how a client is known to break laws, in a file that people review (`runlaws-known.toml`)."""

from runlaws.known._elsewhere import Elsewhere
from runlaws.known._entry import KNOWN_FILE, Known, unknown_part
from runlaws.known._joined import New, joined
from runlaws.known._reading import KnownFileError, read_known
from runlaws.known._result import WitnessResult, WitnessState, accepts_nothing, witness_result
from runlaws.known._writing import with_added, with_causes, with_witnesses, without

__all__ = [
    "KNOWN_FILE",
    "Elsewhere",
    "Known",
    "KnownFileError",
    "New",
    "WitnessResult",
    "WitnessState",
    "accepts_nothing",
    "joined",
    "read_known",
    "unknown_part",
    "with_added",
    "with_causes",
    "with_witnesses",
    "without",
    "witness_result",
]
