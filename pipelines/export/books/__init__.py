"""The year in one place, for people: a workbook over everything, one per unit and year, and a page of links to them.

年度总表.xlsx                        everything that is exported
units/<year>/<unit>/年度总表.xlsx    the same of one unit's year
units/<year>/<unit>/页面图片/        pictures of the pages that ask, where doubtful cells lead
index.html                           units, projects, what asks, findings, the ledger
"""

from pipelines.export.books.write import Books, write_books

__all__ = ["Books", "write_books"]
