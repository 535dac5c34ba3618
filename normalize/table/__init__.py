"""Which column is which, and which shape a row has: by labels, by what cells hold, and by what stands beside them.

header · leaves · neighbours      a header, its columns by their lowest labels, by what stands beside those
labels · content · wording · counted · roles · told · standing · likely · stages      labels that nobody knows, decided
slid · walls                      rows that slid a column, cells and columns that do not match one to one
"""
