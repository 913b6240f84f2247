"""Addresses that only the playground itself can have made."""

import hashlib
import hmac
import secrets


class Signer:
    """Signs what stands in an address, with a secret that ends with the playground."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(16)

    def sign(self, text: str) -> str:
        """Return the signature of a text."""
        return hmac.new(self._secret, text.encode(), hashlib.sha256).hexdigest()

    def has_signed(self, text: str, signature: str) -> bool:
        """Whether this is the text's signature, whatever somebody may have written in its place."""
        return hmac.compare_digest(signature.encode(), self.sign(text).encode())
