"""What the screens share: styles, the socket, the clock, words, and the types of the wire."""
