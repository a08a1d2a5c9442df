"""The whole portal on one machine, as an ordinary user: `make run` and the parts of the tests."""
