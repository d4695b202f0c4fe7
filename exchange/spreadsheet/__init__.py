"""Workbooks as bytes that say the same every time, and in which no text can run.

openpyxl makes everything about a workbook but the rows of its sheets: those are written here,
several times faster, and never held in memory all at once.
"""

import os

# openpyxl writes other bytes where lxml happens to be installed. It looks once, when it is first
# imported: every package of ours that imports it imports this one before, which costs nothing.
os.environ["OPENPYXL_LXML"] = "False"
