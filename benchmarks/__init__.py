"""How fast the exchange is beside what others would use: medians and ratios, never a test."""
