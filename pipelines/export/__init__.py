"""What all documents say together: tables, workbooks, a page of links, the ledger as a table."""
