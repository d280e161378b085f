"""Run every script of a folder, and say which of them no longer show a defect: `python all.py FOLDER`."""

from __future__ import annotations

import contextlib
import io
import runpy
import sys
import warnings
from pathlib import Path


def main(folder: Path) -> int:
    """Run the scripts of a folder in one process; return 1 if one of them fails, 2 if there is none."""
    sys.path.insert(0, str(folder))
    scripts = sorted(path for path in folder.glob("*.py") if path.name != "sdk.py")
    failed = 0
    for script in scripts:
        try:
            with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                runpy.run_path(str(script))
        except BaseException as error:  # noqa: BLE001 (an SDK may raise anything)
            failed += 1
            print(f"{script}: {type(error).__name__}: {error}"[:500])
    print(f"{len(scripts) - failed} of {len(scripts)} scripts show what they say")
    return 1 if failed else 0 if scripts else 2


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
