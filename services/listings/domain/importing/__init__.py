"""What organisations import from: files of other sources, and what their columns mean."""
