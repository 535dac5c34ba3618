"""Strange layouts written by hand, as offices of other provinces lay their forms out: NAME.html is the form, as any
browser shows it, NAME.toml its truth, written from the schema before any program read the form.

The author had not read how the product reads forms. A layout says how it is printed in its body's attributes.
"""
