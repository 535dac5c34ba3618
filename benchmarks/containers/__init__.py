"""One truth, many containers: the corpus written as Word, Excel, web page and OFD, and what comes out compared."""
