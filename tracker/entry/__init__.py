"""Words into entries: the quick-entry grammar, the one gate for every record, and its phrases."""
