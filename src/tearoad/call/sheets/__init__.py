"""The sheets of a call: what is asked, who applies, how they are judged; the year's missions and those before."""
