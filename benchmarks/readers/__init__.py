"""The digital readers side by side: what each finds, and what it costs."""
