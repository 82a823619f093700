"""The page's panels, one module each: numbers in, artists on the figure out."""
