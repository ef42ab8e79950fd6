"""`tearoad market`: trade files read and judged."""
