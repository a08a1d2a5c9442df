"""A reference consumer of the portal's public events, to run as it is or to copy from.

Messages wake it, the feed fills its gaps: it receives every event of every service exactly once
and in order per source, whatever is down in between. See docs/guides/subscribers.md.
"""
