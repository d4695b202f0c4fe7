"""Workbooks: reading what was sent, writing forms."""
