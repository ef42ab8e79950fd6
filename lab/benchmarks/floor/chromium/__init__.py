"""Phones as they are: the page in real Chromium, a real site, and between them a cable that is really cut."""
