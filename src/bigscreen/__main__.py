"""Lets `python -m bigscreen` start the same command line as the installed script."""

from bigscreen.app.cli import main

if __name__ == "__main__":
    main()
