"""What a site takes in and answers: how large a body may be, what a full disk means, when an answer leaves."""
