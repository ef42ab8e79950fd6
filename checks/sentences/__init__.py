"""Whether every sentence is there in three languages and every code has its sentence."""
