"""Texts in English, Simplified Chinese and Russian."""

from tearoad.words.catalogue import Words, say

__all__ = ["Words", "say"]
