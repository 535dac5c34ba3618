"""Sphinx's settings for both languages; `docs/build.py` runs it."""

project = "jixiao"
extensions = ["myst_parser"]
myst_heading_anchors = 4
html_theme = "shibuya"
html_title = "jixiao 绩效"
html_show_copyright = False
html_show_sphinx = False
html_show_sourcelink = False
html_copy_source = False
templates_path = ["templates"]  # has no web fonts: nothing comes from elsewhere
smartquotes = False  # an option has two hyphens
