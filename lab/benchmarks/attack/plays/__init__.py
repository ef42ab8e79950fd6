"""What a hostile tester tries, a file a kind; each play returns what it found."""
