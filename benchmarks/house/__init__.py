"""How the house is kept: figures of the code itself, each defined on its syntax tree."""
