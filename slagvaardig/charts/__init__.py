"""Charts: numbers in, SVG text out. One message each; everything a chart shows is also in its rows().

Presentation attributes and classes only, so that the text obeys a strict security policy, prints, and fits in a PDF.
"""
