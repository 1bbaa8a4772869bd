"""`python -m highground` is the same as the command `highground`."""

from highground.views.cli.main import main

if __name__ == "__main__":
    main()
