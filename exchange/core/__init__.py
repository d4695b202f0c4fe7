"""The rules of the exchange: no framework, no file, no clock."""
