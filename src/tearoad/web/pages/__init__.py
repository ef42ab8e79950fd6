"""The kit's own pages: language, theme, the page of all parts."""
