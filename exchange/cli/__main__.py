"""``python -m exchange.cli`` is ``exchange``."""

from exchange.cli.main import main

main()
