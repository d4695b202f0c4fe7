"""Workbooks: reading what was sent, writing forms and overviews."""

import os

# openpyxl writes otherwise where lxml happens to be installed, and the same form must be the same
# bytes everywhere. It looks once, when first imported.
os.environ["OPENPYXL_LXML"] = "False"
