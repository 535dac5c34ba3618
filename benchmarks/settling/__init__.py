"""A scripted person at the desk, who answers from the truth: decisions, keys, milliseconds, and what came of it."""
