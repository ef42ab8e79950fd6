"""From a photo to lines of letters."""
