"""Legal forms, and the words that many firms have in their names."""

from tearoad.names.word_lists.tables import HAN_FORMS, BusinessWords, LegalForm, business_words, legal_forms

__all__ = ["HAN_FORMS", "BusinessWords", "LegalForm", "business_words", "legal_forms"]
