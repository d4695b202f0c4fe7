"""How somebody works a page: with a mouse, or with the keyboard alone."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from playwright.sync_api import Locator

_MOST_STOPS = 150
_HAS_FOCUS = "each => each === document.activeElement"
_IS_SEEN = """each => {
  const ring = (at) => {
    const style = at && getComputedStyle(at);
    return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const box = each.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return inside && (ring(each) || ring(each.closest(".drop")));
}"""


class Hand(Protocol):
    """What is needed to get through a page."""

    def presses(self, target: Locator) -> None: ...
    def writes(self, target: Locator, text: str) -> None: ...
    def chooses(self, target: Locator) -> None: ...
    def picks(self, target: Locator, day: date) -> None: ...


class Mouse:
    def presses(self, target: Locator) -> None:
        target.click()

    def writes(self, target: Locator, text: str) -> None:
        target.click()
        target.fill(text)

    def chooses(self, target: Locator) -> None:
        target.check()

    def picks(self, target: Locator, day: date) -> None:
        target.fill(day.isoformat())


class Keys:
    """Goes on with Tab until it is there; the focus has to be seen at every stop."""

    def presses(self, target: Locator) -> None:
        self._reaches(target)
        target.page.keyboard.press("Enter")

    def writes(self, target: Locator, text: str) -> None:
        self._reaches(target)
        target.page.keyboard.press("ControlOrMeta+A")
        target.page.keyboard.type(text)

    def chooses(self, target: Locator) -> None:
        self._reaches(target)
        target.page.keyboard.press("Space")

    def picks(self, target: Locator, day: date) -> None:
        """Types it as the browser shows days, which is as its own language has them."""
        self._reaches(target)
        for order in ("%m%d%Y", "%d%m%Y", "%Y%m%d"):
            target.page.keyboard.type(f"{day:{order}}")
            if target.input_value() == day.isoformat():
                return
            target.page.keyboard.press("ArrowLeft")
            target.page.keyboard.press("ArrowLeft")
        raise AssertionError(f"no way to type {day} was found")

    def _reaches(self, target: Locator) -> None:
        target.wait_for()
        for _ in range(_MOST_STOPS):
            target.page.keyboard.press("Tab")
            here = target.page.locator(":focus")
            if here.count():
                assert here.evaluate(_IS_SEEN), f"not seen: {here.evaluate('e => e.outerHTML')}"
            if target.evaluate(_HAS_FOCUS):
                return
        raise AssertionError(f"Tab never came to {target}")
