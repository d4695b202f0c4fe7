"""How the sample workbooks are made; ``samples/make_samples.py`` runs it."""
