"""Texts in English, Simplified Chinese and Russian."""

from tearoad.words.catalogue import Words, messages, say
from tearoad.words.told import as_sentence, told

__all__ = ["Words", "as_sentence", "messages", "say", "told"]
