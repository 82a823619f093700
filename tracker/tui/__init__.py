"""The terminal interface: five areas over the diary, on which no query ever waits."""
