"""A thermal printer without paper: TCP in front, ESC/POS inside, a PNG for each ticket it cuts off.

It reads the bytes as a printer's manual has them and knows nothing of what wrote them, so that what it draws is
what the bytes say. Its own process behind a socket: no test reaches into our printer code.
"""
