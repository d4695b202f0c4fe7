"""The contact list of MoU art. 2: kept, shown, exported, and sent to all when it changes."""
