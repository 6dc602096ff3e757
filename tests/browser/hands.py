"""Two ways to use a page: with a pointer, or with nothing but the keys that everybody has."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from playwright.sync_api import Locator, Page, expect

FAR = 150  # presses of Tab: no page needs more to get anywhere
WHERE = "element => (element === document.activeElement ? 'here' : element.isConnected ? 'away' : 'gone')"


class Hands(Protocol):
    def press(self, target: Locator) -> None: ...
    def write(self, field: Locator, text: str) -> None: ...
    def choose(self, field: Locator, label: str) -> None: ...
    def attach(self, field: Locator, path: Path) -> None: ...


class Pointer:
    """Clicks, as with a mouse or a finger."""

    def press(self, target: Locator) -> None:
        target.click()

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)

    def choose(self, field: Locator, label: str) -> None:
        field.select_option(label=label)

    def attach(self, field: Locator, path: Path) -> None:
        field.set_input_files(path)


class Keys:
    """Tab to where it is, then Enter or Space; never a click, never focus out of nowhere."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        self.go_to(target)
        is_box = target.evaluate("element => element.matches('input[type=checkbox], input[type=radio]')")
        self.page.keyboard.press("Space" if is_box else "Enter")

    def write(self, field: Locator, text: str) -> None:
        self.go_to(field)
        kind = field.get_attribute("type")
        if kind == "date":
            self.write_day(field, text)
        elif kind == "time":
            self.write_time(field, text)
        else:
            self.page.keyboard.press("ControlOrMeta+A")
            self.page.keyboard.type(text)

    def choose(self, field: Locator, label: str) -> None:
        """In a list of choices one types how the wanted one begins."""
        self.go_to(field)
        self.page.keyboard.type(label)
        expect(field.locator("option:checked")).to_have_text(label)

    def write_day(self, field: Locator, text: str) -> None:
        """Browsers ask for month or day first, by the language they were built for: one looks and types."""
        year, month, day = text.split("-")
        for order in (month + day, day + month):
            self.page.keyboard.type(order + year)
            if field.input_value() == text:
                return
            for _ in range(2):
                self.page.keyboard.press("ArrowLeft")
        raise AssertionError(f"{text} cannot be typed into {field}")

    def write_time(self, field: Locator, text: str) -> None:
        """Some of them ask for the half of the day besides, where the hour does not say it."""
        self.page.keyboard.type(text.replace(":", ""))
        if field.input_value() != text:
            self.page.keyboard.type("A" if text < "12" else "P")
        assert field.input_value() == text

    def attach(self, field: Locator, path: Path) -> None:
        # Listened for before the way there: the browser must know it before the key comes.
        with self.page.expect_file_chooser() as chooser:
            self.go_to(field)
            self.page.keyboard.press("Space")
        chooser.value.set_files(path)

    def go_to(self, target: Locator) -> None:
        expect(target).to_be_visible()
        element = target.element_handle()
        for _ in range(FAR):
            where = element.evaluate(WHERE)
            if where == "here":
                return
            if where == "gone":  # a swap has put a new one in its place
                element = target.element_handle()
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {target}")
