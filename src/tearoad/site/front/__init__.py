"""The front of the site: takes bodies in on the event loop, and only then a thread; sends answers the same way.

`app` is what the server calls, `served` makes it. `arriving` reads a body under `room`'s limits into a `spool`, `who`
says whether its sender is known, `gateway` calls Django in a thread, `leaving` sends what it answered, `refusing` is
the page of what was refused.
"""
