"""Reminders and every other letter: what is due is put into the outbox, and sent from there."""
