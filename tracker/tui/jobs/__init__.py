"""What the screens have done in threads: all of it blocks, and returns what is then shown."""
