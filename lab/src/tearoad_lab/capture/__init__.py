"""Rehearsals of the floor: phones, network and server in every kind of trouble, our own code on both ends.

The phones run the page's JavaScript in Node (`phone.mjs`, `rehearsal.mjs`); the server is `tearoad_lab.rehearse`.
"""

from tearoad_lab.capture.running import Failure, Rehearsed, rehearse

__all__ = ["Failure", "Rehearsed", "rehearse"]
