"""The mark by which an answer is known to be this server's own, and its answer to this very letter.

Whatever stands between a phone and its server may answer in its place: a hotel's sign-in page, a firewall, a proxy with
an answer of yesterday. None of them can make the mark: it is keyed by what the asker says it is with, and made of a
nonce that is new with every letter, the status, what came and what is answered.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field

NONCE, MARK = "Tearoad-Nonce", "Tearoad-Mark"
"""Headers of a letter and of its answer."""
_A_NONCE = re.compile(r"[0-9a-f]{32}")
_JUDGED = frozenset({200, 422})


def is_nonce(text: str) -> bool:
    """Whether it is a nonce as phones and halls make them."""
    return _A_NONCE.fullmatch(text) is not None


def mark_of(by: str, nonce: str, status: int, sent: str, answered: bytes) -> str:
    """Return the mark of an answer.

    Args:
        by: the letter's header `Authorization`, whole: it holds the asker's secret, which is the key.
        nonce: the letter's.
        status: the answer's.
        sent: the SHA-256 of what came, in hexadecimal digits; empty where it was not read to its end.
        answered: the answer's body.

    """
    text = "\n".join((nonce, str(status), sent, hashlib.sha256(answered).hexdigest()))
    return hmac.new(by.encode(), text.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class MarkedRequest:
    """A letter on its way, by which its own answer is known."""

    by: str
    """Its header `Authorization`."""
    sent: bytes
    nonce: str = field(default_factory=lambda: secrets.token_hex(16))

    def is_own(self, status: int, answered: bytes, mark: str) -> bool:
        """Whether the server itself answered this letter.

        Who is sent away may not have been read; that something was done, or cannot be taken, is believed only where all
        of it was.
        """
        whole = hashlib.sha256(self.sent).hexdigest()
        read = (whole,) if status in _JUDGED else (whole, "")
        marks = (mark_of(self.by, self.nonce, status, text, answered) for text in read)
        return any(hmac.compare_digest(expected.encode(), mark.encode()) for expected in marks)
