"""The yearly exchange of trafficking and smuggling figures between four countries."""
