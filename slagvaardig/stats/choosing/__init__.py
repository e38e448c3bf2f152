"""Choosing a few candidates that partners support and can carry. Plain Python, whole numbers and fractions."""
