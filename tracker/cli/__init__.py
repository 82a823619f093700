"""The command line: everything the screens do, in plain lines. Data on stdout, words on stderr."""
