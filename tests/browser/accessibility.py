"""Asks axe about a page: everything in light, and in dark what depends on colours."""

from __future__ import annotations

from collections.abc import Sequence

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASKED = {
    "light": {"type": "tag", "values": WCAG},
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}


ASK = "([where, options]) => axe.run(where, options).then(said => said.violations)"
NAVIGATION = [".sidebar", ".tabbar"]


def violations(page: Page, but: Sequence[str] = ()) -> list[str]:
    """Each rule that is broken, in both themes, with the first element that breaks it, outside of `but`."""
    found = []
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    for theme, asked in ASKED.items():
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
        # No rule asked here needs the stylesheets read beforehand.
        options = {"runOnly": asked, "resultTypes": ["violations"], "preload": False}
        for broken in page.evaluate(ASK, [{"exclude": [[each] for each in but]}, options]):
            node = broken["nodes"][0]
            found.append(f"{theme}: {broken['id']} at {node['target']}: {node.get('failureSummary')}")
    page.emulate_media(color_scheme="light")
    return found
