"""Linking: which claims speak of the same act and provision, and who really said so. Links carry their reasons."""
