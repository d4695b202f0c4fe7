"""What is done with a return: judge it, mark it, merge it with others."""
