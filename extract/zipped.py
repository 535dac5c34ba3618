"""What `zipfile` raises for bytes that are no sound ZIP: met by changing sound ones of every method at random."""

import lzma
import zipfile
import zlib

__all__ = ["BROKEN"]

BROKEN = (
    zipfile.BadZipFile,  # no directory, a member that is not what it says, a sum that is wrong
    zlib.error,  # damaged deflate
    lzma.LZMAError,  # damaged LZMA
    OSError,  # damaged bzip2; a file that cannot be read any further
    EOFError,  # a member that ends before its end
    RuntimeError,  # a member that is locked; NotImplementedError: a version or a method of packing it does not know
    ValueError,  # a name that is no UTF-8 and says so; a place before the file's beginning
    OverflowError,  # a place further than a file can be long
)
