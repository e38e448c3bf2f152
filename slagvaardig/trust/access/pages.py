"""Who may open which page: one line per address, read by the check, by the page that explains access and by the tests.

A page without a line here fails the tests until somebody decides.
"""

PUBLIC = "public"

PAGES: dict[str, str] = {
    "alive": PUBLIC,
    "legend": PUBLIC,
    "accessibility": PUBLIC,
    "theme_css": PUBLIC,
    "choose_language": PUBLIC,
}
