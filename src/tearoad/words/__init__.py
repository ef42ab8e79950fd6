"""Texts in English, Simplified Chinese and Russian."""

from tearoad.words.catalogue import Words, messages, say
from tearoad.words.form_problems import as_sentence, form_problem

__all__ = ["Words", "as_sentence", "form_problem", "messages", "say"]
