"""Whether every view that was served is counted, while those who count are killed (LI-64)."""
