"""Search over listings: a tantivy index in each replica, fed by the projection (design.md 8)."""
