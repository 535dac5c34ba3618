"""What a cell may hold: a module a kind, with the reading of a printed text and the decision where it was recognised.

number · date · unit · operator · level · name · money · words      one kind of text each
value                                                            numbers, ranges and dates with operator and unit
classes                                                          which of the kinds a cell without a label is of
decide                                                           the sources of a kind, the first that answers
recognised_value · level_cells                                   what recognition does to a value, a row's levels
"""
