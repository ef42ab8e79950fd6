"""Texts in English, Simplified Chinese and Russian."""

from tearoad.words.catalogue import Words, add_catalogues, messages, say
from tearoad.words.form_problems import as_sentence, form_problem

__all__ = ["Words", "add_catalogues", "as_sentence", "form_problem", "messages", "say"]
