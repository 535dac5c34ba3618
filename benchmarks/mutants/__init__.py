"""Whether the tests feel a wrong line: random mutants of normalize against its tests."""
