"""A digital page as it is seen: what its text layer says, held against what a viewer shows of it."""

from extract.page.content import Content, content

__all__ = ["Content", "content"]
