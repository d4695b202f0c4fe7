"""From an uploaded workbook to a released version: upload, explain, deliver, release."""
