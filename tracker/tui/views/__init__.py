"""What each area shows, computed from entries and a moment alone: no terminal, no store."""
