"""Which column is which, and which shape a row has: by labels, by what cells hold, and by what stands beside them.

header_in_row · header · header_by_content · groups     which header begins here: by its labels, by what is below
stacked_labels · lowest_labels · columns                its columns by their lowest labels, by their neighbours
columns_by_content · roles · frequencies · likeliest    columns whose labels nobody knows, decided together
taking_turns                                            columns of which a row fills one
grid_below                                              the rows of a grid and the cells of each column
money · turned_money · tasks                            the stages of a budget, in columns or rows; tasks
kinds_of_rows · slid_rows · mismatched                  bands and sums; rows and cells out of their columns
"""
