"""Recipes that train the models of the methods (training/README.md)."""
