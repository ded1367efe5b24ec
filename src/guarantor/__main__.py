"""``python -m guarantor``: the command line."""

from guarantor.cli import main

if __name__ == "__main__":
    main()
