"""`python -m server.cli`: the same as `gishe`."""

from server.cli import main

main()
