"""Finding the picture that a person means, and fetching its bytes from Discord's own hosts alone.

`finding` looks for it in the order in which people mean it, `pictures` knows where in a message one can be, `fetching`
gets the bytes. `pointers` and `hosts` know no Discord client and do no I/O.
"""
