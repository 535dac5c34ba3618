"""Spot checks: values that nobody was asked about, drawn at random, and what people found of them.

drawn     the values in a random order, and how far along it they were looked at
bound     what that says of all the others

Simple random sampling without replacement, with permanent random numbers (Ohlsson, Coordination of samples using
permanent random numbers, 1995): a value's place in the order follows from its name alone, so that the order is the
same on every machine, and stays as documents come and go.
"""
