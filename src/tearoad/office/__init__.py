"""Jobs, outbox and message delivery, files, feed tokens."""
