"""What each rule of normalize earns: the rule left out, kept extractions read without it."""
