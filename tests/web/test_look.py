"""The look: small, from our own host, readable in light and dark, and saying what it shows."""

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from exchange.resources import templates
from exchange.wording.translator import number, translator

WEB = templates() / "web"
CSS = (WEB / "static" / "exchange.css").read_text(encoding="utf-8")
SCRIPT = (WEB / "static" / "exchange.js").read_text(encoding="utf-8")
TEMPLATES = sorted(WEB.rglob("*.html"))

TOKENS = re.compile(r"^ *:root \{.*?\}", re.DOTALL | re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
INLINE = {
    "a style element": r"<style\b",
    "a style attribute": r"\sstyle\s*=",
    "a handler": r"<[^>{]*\son[a-z]+\s*=",
    "a script with content": r"<script\b(?![^>]*\bsrc=)",
    "a script in a link": r"javascript:",
    "content in a link": r"(?:src|href)\s*=\s*[\"']data:",
    "another host": r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//",
}
READ = [
    *((ink, ground) for ink in ("ink", "quiet", "accent") for ground in ("paper", "surface")),
    *(("ink", ground) for ground in ("accent-pale", "amber-pale", "red-pale")),
    *(("quiet", ground) for ground in ("accent-pale", "amber-pale")),
    *(("accent-strong", ground) for ground in ("paper", "surface", "accent-pale")),
    *((colour, ground) for colour in ("amber", "red") for ground in ("paper", "surface")),
    *((colour, f"{colour}-pale") for colour in ("accent", "amber", "red")),
    *(("on-accent", ground) for ground in ("accent", "accent-strong")),
    *(("on-red", ground) for ground in ("red", "red-strong")),
    ("on-band", "band"),
]
SEEN = [(mark, ground) for mark in ("edge", "ink") for ground in ("paper", "surface")]


class Page(HTMLParser):
    """The elements of some markup, each a tag and its attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def one(self, tag: str, **wanted: str) -> dict[str, str | None]:
        found = [a for t, a in self.elements if t == tag and wanted.items() <= a.items()]
        assert len(found) == 1, f"{len(found)} of {tag} {wanted}"
        return found[0]


def shown(source: str, **facts: object) -> str:
    """A template with the parts at hand as `ui`, rendered in English."""
    jinja = Environment(loader=FileSystemLoader(WEB), autoescape=True, undefined=StrictUndefined)
    begin = "" if "extends" in source else '{% import "parts.html" as ui with context %}'
    return jinja.from_string(begin + source).render(**_in_every_template(), **facts)


def _in_every_template() -> dict[str, object]:
    return {
        "_": translator("en"),
        "plural": translator("en").plural,
        "language": "pap-CW",
        "languages": [("nl", "Nederlands"), ("pap-CW", "Papiamentu")],
        "person": None,
        "navigation": [SimpleNamespace(label="Comparison", url="/comparison", current=True)],
        "url_for": lambda endpoint: f"/{endpoint}",
        "static": lambda name: f"/static/{name}",
        "csrf_token": lambda: "a proof",
        "demonstration": True,
        "number": number,
        "request": SimpleNamespace(full_path="/comparison?year=2019"),
        "get_flashed_messages": lambda with_categories: [("error", "Nothing was stored.")],
    }


def tokens(theme: str) -> dict[str, str]:
    """The colours of a theme: the light ones, and over them those of dark."""
    light, dark = TOKENS.findall(CSS)[:2]
    blocks = [light] if theme == "light" else [light, dark]
    return {name: value for b in blocks for name, value in re.findall(r"--([\w-]+): (#\w{6});", b)}


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2.2 defines it, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_frame_stylesheet_and_script_fit_in_20_kilobytes():
    base = (WEB / "base.html").read_text(encoding="utf-8")
    assert sum(len(gzip.compress(text.encode())) for text in (CSS, SCRIPT, base)) <= 20_000


def test_the_script_is_at_most_4_kilobytes():
    assert len(SCRIPT.encode()) <= 4096


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_every_template_is_well_formed(path: Path):
    Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_no_template_has_anything_inline_or_from_another_host(path: Path):
    text = path.read_text(encoding="utf-8")
    assert [name for name, pattern in INLINE.items() if re.search(pattern, text)] == []


def test_the_stylesheet_loads_nothing():
    assert re.findall(r"url\(|@import", CSS) == []


def test_colours_are_named_in_the_tokens_and_nowhere_else():
    rules = TOKENS.sub("", COMMENT.sub("", CSS))
    assert re.findall(r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|color-mix)\(", rules) == []
    assert re.findall(r":[^;{]*(?<!-)\b(?:white|black|red|blue|gray|grey)\b(?!-)", rules) == []


def test_every_token_is_defined_and_used():
    defined = set(re.findall(r"(--[\w-]+):", CSS))
    assert set(re.findall(r"var\((--[\w-]+)\)", CSS)) == defined


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ink, ground", READ)
def test_what_is_read_has_contrast(theme: str, ink: str, ground: str):
    colours = tokens(theme)
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("mark, ground", SEEN)
def test_borders_of_inputs_and_the_focus_ring_are_seen(theme: str, mark: str, ground: str):
    colours = tokens(theme)
    assert contrast(colours[mark], colours[ground]) >= 3


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("state, colour", [("failed", "red"), ("queued", None), ("planned", None)])
def test_only_what_failed_is_red(state: str, colour: str | None):
    found = re.findall(rf"\.status\.{state}\b[^{{]*{{ color: var\(--(\w+)\)", CSS)
    assert found == ([colour] if colour else [])


def test_what_failed_has_the_picture_of_errors_and_a_word():
    markup = shown('{{ ui.status("failed") }}{{ ui.icon("error") }}')
    status, picture = re.findall(r"<svg.*?</svg>", markup)
    assert status == picture
    assert "<span>failed</span>" in markup


def test_an_address_breaks_after_its_sign_and_is_no_markup():
    assert shown('{{ ui.with_addresses("<a@b.example>") }}') == "&lt;a@<wbr>b.example&gt;"


def test_print_is_black_on_white():
    for_print = next(b for b in TOKENS.findall(CSS) if "color-scheme: light;" in b)
    assert "--paper: #ffffff;" in for_print
    assert "--ink: #000000;" in for_print


def test_nothing_moves_for_who_asked_for_less_motion():
    still = CSS.split("@media (prefers-reduced-motion: no-preference)", 1)[0]
    assert re.findall(r"\b(?:transition|animation)\b", still) == []


def test_every_part_is_listed_where_pages_look_for_it():
    listing, _, rest = (WEB / "parts.html").read_text(encoding="utf-8").partition("#}")
    names = re.findall(r"(?:texts|tables|forms|icons)\.(\w+)", rest)
    assert "finding" in names
    assert [name for name in names if not re.search(rf"\b{name}\b", listing)] == []


def test_the_frame_names_its_language_skips_to_the_content_and_loads_its_own_files():
    markup = shown('{% extends "base.html" %}{% block title %}Comparison{% endblock %}')
    page = Page(markup)
    assert markup.startswith("<!doctype html>")
    assert "<title>Comparison – MoU exchange</title>" in markup
    assert page.one("html") == {"lang": "pap-CW"}
    assert page.one("a", **{"class": "skip"})["href"] == "#main"
    assert page.one("main")["id"] == "main"
    assert page.one("script")["src"] == "/static/exchange.js"
    assert page.one("a", href="/comparison")["aria-current"] == "page"
    assert page.one("button", lang="nl")["value"] == "nl"
    assert page.one("input", name="next")["value"] == "/comparison?year=2019"
    assert "Nothing was stored." in markup


def test_an_error_page_says_what_happened_and_names_its_reference():
    markup = shown('{% extends "error.html" %}', title="Ours", text="Kept.", reference="7F3K")
    assert "<h1>Ours</h1>" in markup
    assert "<dd>7F3K</dd>" in markup


def test_an_error_page_needs_no_reference():
    assert "<dl" not in shown('{% extends "error.html" %}', title="Not here", text="Go back.")


def test_a_field_tells_its_hint_and_its_error():
    markup = shown('{{ ui.field("email", "E-mail", "a@", "Yours.", "Write it out.", "email") }}')
    page = Page(markup)
    field = page.one("input")
    assert field["aria-describedby"] == "email-hint email-error"
    assert field["aria-invalid"] == "true"
    assert field["value"] == "a@"
    assert page.one("label")["for"] == "email"
    assert page.one("p", id="email-error")["class"] == "fault"


def test_a_password_is_never_sent_back():
    markup = shown('{{ ui.field("secret", "Password", "hunter2", type="password") }}')
    assert "hunter2" not in markup


def test_a_one_time_code_is_typed_with_digits_and_offered_by_the_phone():
    field = Page(shown('{{ ui.field("code", "Code", type="code") }}')).one("input")
    assert field["autocomplete"] == "one-time-code"
    assert field["inputmode"] == "numeric"


def test_the_errors_of_a_form_are_counted_and_lead_to_their_fields():
    markup = shown('{{ ui.error_summary([("Write it out.", "email"), ("Choose one.", "why")]) }}')
    assert "2 things to put right" in markup
    assert [a["href"] for tag, a in Page(markup).elements if tag == "a"] == ["#email", "#why"]


def test_a_form_proves_that_it_is_ours_but_not_in_an_address():
    post = shown("{% call ui.form() %}{% endcall %}")
    get = shown('{% call ui.form(method="get") %}{% endcall %}')
    assert Page(post).one("input", name="csrf_token")["value"] == "a proof"
    assert "csrf_token" not in get


def test_the_chosen_option_is_chosen():
    options = '[("a", "From earlier years"), ("b", "Another reason")]'
    page = Page(shown(f'{{{{ ui.radios("why", "Why?", {options}, "b") }}}}'))
    assert "checked" in page.one("input", value="b")
    assert "checked" not in page.one("input", value="a")


def test_a_true_zero_is_a_zero_and_a_gap_stands_in_words():
    assert ">0</td>" in shown("{{ ui.number_cell(0) }}")
    assert "not available" in shown('{{ ui.gap_cell("not available") }}')


def test_thousands_stand_apart_in_every_cell():
    assert "1\u202f372" in shown("{{ ui.number_cell(1372) }}")
    assert "1\u202f372" in shown('{{ ui.change_cell("not available", 1372) }}')


def test_a_partial_total_is_marked_and_says_what_is_missing():
    markup = shown('{{ ui.number_cell(668, without="without Caribbean Netherlands") }}')
    assert "partial" in str(Page(markup).one("td")["class"]).split()
    assert "◐" in markup
    assert "without Caribbean Netherlands" in markup


def test_a_mark_is_heard_as_its_meaning():
    markup = shown('{{ ui.number_cell(3, [("ᵖ", "provisional")]) }}')
    assert '<span class="sign" aria-hidden="true">ᵖ</span>' in markup
    assert '<span class="unseen"> provisional</span>' in markup


def test_a_wide_table_can_be_scrolled_by_keyboard_and_has_a_name():
    page = Page(shown('{% call ui.table("Victims", ["Year"]) %}{% endcall %}'))
    assert page.one("div", role="region") == {
        "class": "scroll",
        "role": "region",
        "aria-label": "Victims",
        "tabindex": "0",
    }


@pytest.mark.parametrize("severity", ["error", "warning", "note", "done"])
def test_no_severity_speaks_by_colour_alone(severity: str):
    markup = shown("{{ ui.finding(severity, 'Victims', 'You wrote 3.') }}", severity=severity)
    said = re.search(r'<p class="severity">(<svg.*?</svg>)(.+?)</p>', markup)
    assert said
    assert said[2].strip()


def test_what_somebody_wrote_is_shown_and_never_obeyed():
    markup = shown("{{ ui.finding('error', 'Victims', found) }}", found="<script>1</script>")
    assert "&lt;script&gt;" in markup
    assert "<script>" not in markup


def test_passkeys_are_unseen_until_the_browser_is_known_to_have_them():
    markup = shown('{{ ui.passkey("sign-in", "/in", "/in/options", "With a passkey") }}')
    assert Page(markup).one("form")["class"] == "needs-passkeys"
    assert ".needs-passkeys { display: none; }" in CSS
