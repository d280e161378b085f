"""`python -m runlaws`: the command line."""

from runlaws.cli import main

if __name__ == "__main__":
    main(prog_name="runlaws")
