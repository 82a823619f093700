"""The five areas."""
