"""Who may open which page: one line per address, read by the check, by the page that explains access and by the tests.

A page without a line here fails the tests until somebody decides.
"""

PUBLIC = "public"

PAGES: dict[str, str] = {
    "home": PUBLIC,
    "see": PUBLIC,
    "theme": PUBLIC,
    "indicator": PUBLIC,
    "spread_csv": PUBLIC,
    "indicator_area": PUBLIC,
    "indicator_csv": PUBLIC,
    "indicator_json": PUBLIC,
    "areas": PUBLIC,
    "area": PUBLIC,
    "area_csv": PUBLIC,
    "strategy": PUBLIC,
    "sources": PUBLIC,
    "methods": PUBLIC,
    "search": PUBLIC,
    "legend": PUBLIC,
    "accessibility": PUBLIC,
    "theme_css": PUBLIC,
    "choose_language": PUBLIC,
    "alive": PUBLIC,
}
