"""The paper of a hall: what a ticket says, how it is drawn, and the printers it comes out of.

A leaf: nothing here imports anything of ours outside this package, so a kiosk PC needs no server.
"""
