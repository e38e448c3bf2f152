"""Who may open which page: one line per address, read by the check, by the page that explains access and by the tests.

A page without a line here fails the tests until somebody decides.
"""

PUBLIC = "public"
CIRCLE = "its circle"  # whoever sees the circle in which the thing lies; for the public circle that is everybody
MEMBER = "logged in"  # whoever is logged in sees his own
RIGHT = "a right"  # whoever holds the right that the page is about, in that circle or of the whole site

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
    "mine": MEMBER,
    "circles": MEMBER,
    "circle": CIRCLE,
    "paper_new": RIGHT,
    "paper": CIRCLE,
    "paper_change": RIGHT,
    "paper_share": RIGHT,
    "attachment": CIRCLE,
    "attachment_new": RIGHT,
    "membership_new": RIGHT,
    "membership_end": RIGHT,
    "people": RIGHT,
    "person": RIGHT,
    "person_out": RIGHT,
    "offices": RIGHT,
    "roles": PUBLIC,
    "promises": PUBLIC,
    "legend": PUBLIC,
    "accessibility": PUBLIC,
    "theme_css": PUBLIC,
    "choose_language": PUBLIC,
    "alive": PUBLIC,
    "security_txt": PUBLIC,
}
