"""`python -m slagvaardig` is the command line."""

from slagvaardig.cli import main

main()
