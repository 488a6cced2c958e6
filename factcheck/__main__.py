"""`python -m factcheck` is the `factcheck` command."""

from factcheck.cli import main

if __name__ == "__main__":
    main()
