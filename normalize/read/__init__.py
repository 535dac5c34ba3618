"""One reader for each kind of block of a form.

heading · titles_in_table · form_begins                     titles, and where a form begins without one
pairs · funds · around_money                                the head: labels beside their values, money
indicators · levels · levels_by_points                      the grid: rows, their levels
several · items · bracket_text · boxes                      several indicators in a cell, boxes to tick
row_below · grid_end · totals                               what stands between, below and behind the indicators
listing · rows_of_lists · tasks_and_money                   a list of projects; the smaller tables
"""
