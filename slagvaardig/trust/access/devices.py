"""What somebody logs in with, in a few words that he recognises; nothing that tells two such devices apart."""

BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {
    "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Mac OS": "Mac", "Linux": "Linux"
}  # fmt: skip


def device_of(user_agent: str) -> str:
    """Browser and system, such as "Firefox, Windows"; empty when neither is known."""
    browser = next((name for mark, name in BROWSERS.items() if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS.items() if mark in user_agent), "")
    return ", ".join(word for word in (browser, system) if word)
