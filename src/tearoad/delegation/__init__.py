"""The delegation as people: what is still missing, who sleeps where, who is fetched when, who sits beside whom."""
