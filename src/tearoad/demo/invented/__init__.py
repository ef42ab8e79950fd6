"""Names, numbers and choices that a seed makes up; none belongs to anybody."""
