"""`python -m interview` is `interview`."""

from interview.cli import main

main()
