def register():
    """Tell the outbox which kinds of mail this app owes."""
