"""What people hold: files of any kind in which there are runs, opened without being told which kind it is.

A *reader* knows one format. It is a function from bytes to an iterator of `Piece`: bodies and trees, with their place
in the file. `open_recording` recognizes the format by the content, not by the name, opens what is inside of what is
inside, and yields a `Fragment` for each document that it comes to.
"""

from runlaws.recordings._fragment import LINES, Fragment, FragmentKind
from runlaws.recordings._open import open_recording
from runlaws.recordings._piece import MOST_BYTES, RecordingError
from runlaws.recordings._scrub import Scrubber

__all__ = ["LINES", "MOST_BYTES", "Fragment", "FragmentKind", "RecordingError", "Scrubber", "open_recording"]
