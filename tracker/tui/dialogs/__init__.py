"""Questions that lie over an area until they are answered or left."""
