"""What is written down from the code: reference of events, JSON Schemas, AsyncAPI, golden files."""
