"""A colour per cell, told apart however coarsely it comes back: five bits a channel, in the middle of their bins."""

__all__ = ["hex_of", "number_of"]


def hex_of(number: int) -> str:
    """The colour of cell `number` (from 0) as six hex digits."""
    code = number + 1
    if code >= 1 << 15:
        raise ValueError("more cells than colours")
    return "".join(f"{((code >> shift & 31) << 3) + 4:02x}" for shift in (10, 5, 0))


def number_of(red: int, green: int, blue: int) -> int:
    """The cell whose colour this is; -1 for black."""
    return (red >> 3 << 10 | green >> 3 << 5 | blue >> 3) - 1
