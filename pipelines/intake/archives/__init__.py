"""Files within files: archives, and what is attached to a PDF. Each file inside is a document of its own.

kind       what a file is, by its first bytes: zip, 7z, rar, a message, a PDF with attachments
zipped, seven, rar, mail, attached      each `members(file) -> Iterator[Member]`
inside     the members of a file, those of an archive within it, too (once), and the bytes of one of them by its path
listing    the same in a process of its own: what is listed was built by somebody else
"""
