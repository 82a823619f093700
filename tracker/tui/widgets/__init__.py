"""The parts that the areas are made of."""
