"""Values as people write them, in English, Chinese and Russian, and as we write them back."""
