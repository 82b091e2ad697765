"""What a host may choose: colours that can be read, a logo, and the rest of the looks."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.component.hosts import SCRIPT, host, talk
from tests.browser.stand_in import StandIn
from tests.browser.visitor import DANGER, EXAMPLE, Visitor


@pytest.mark.parametrize(
    ("css", "background", "named"),
    [
        ("--sts-accent: #5b2a86; --sts-on-accent: #fff", "rgb(91, 42, 134)", ""),
        ("--sts-accent: #ff0; --sts-on-accent: #fff", "rgb(11, 79, 85)", "--sts-accent"),
        ("--sts-accent: #5b2a86", "rgb(91, 42, 134)", ""),
        ("--sts-accent: url(x)", "rgb(11, 79, 85)", "--sts-accent"),
        ("--sts-accent: rgb(0 0 0 / 50%)", "rgb(11, 79, 85)", "--sts-accent"),
        ("--sts-accent: oklch(0.3 0.1 300)", "oklch(0.3 0.1 300)", ""),
    ],
)
def test_a_hosts_colours_are_used_where_they_can_be_read(
    gateway: StandIn, visitor: Visitor, css: str, background: str, named: str
) -> None:
    """A pair of too little contrast is named once on the console, and the default stands."""
    host(gateway, css=f"safe-to-share {{ {css} }}")
    said: list[str] = []
    visitor.page.on("console", lambda message: said.append(message.text))
    visitor.expected.append("is not used: contrast below")
    talk(visitor)

    expect(visitor.button("Send")).to_have_css("background-color", background)
    assert [named in each for each in said] == [True] * bool(named)


def test_a_hosts_ground_ink_font_round_and_width(gateway: StandIn, visitor: Visitor) -> None:
    """All documented properties have their effect."""
    looks = "--sts-font: serif; --sts-radius: 0; --sts-width: 500px; --sts-z: 7"
    colours = "--sts-ground: #fdf6e3; --sts-ink: #222"
    host(gateway, css=f"safe-to-share {{ {colours}; {looks} }}")
    visitor.page.goto(f"{visitor.address}/host")
    visitor.open_panel()
    visitor.say(EXAMPLE)

    expect(visitor.question(DANGER)).to_have_css("background-color", "rgb(253, 246, 227)")
    expect(visitor.question(DANGER)).to_have_css("color", "rgb(34, 34, 34)")
    expect(visitor.question(DANGER)).to_have_css("font-family", "serif")
    expect(visitor.question(DANGER)).to_have_css("border-top-left-radius", "0px")
    expect(visitor.page.locator(".panel")).to_have_css("width", "500px")
    expect(visitor.page.locator(".panel")).to_have_css("z-index", "7")


@pytest.mark.parametrize(
    ("logo", "shown"),
    [
        ("/assets/icon.svg", True),
        ("javascript:alert(1)", False),
        ("http://elsewhere.test/x.png", False),
    ],
)
def test_a_logo_is_of_this_site_or_https(
    gateway: StandIn, visitor: Visitor, logo: str, *, shown: bool
) -> None:
    """Else the name stands there, and nothing is asked for."""
    host(gateway, head=SCRIPT.replace(" src", f' data-logo="{logo}" src'))
    visitor.page.goto(f"{visitor.address}/host")
    visitor.open_panel()

    expect(visitor.page.locator(".bar img")).to_have_count(int(shown))
    expect(
        visitor.page.locator(".bar").get_by_role("heading", name="Safe to Share")
    ).to_be_visible()


def test_a_logo_that_does_not_load_leaves_the_name(gateway: StandIn, visitor: Visitor) -> None:
    """No broken picture in its place."""
    visitor.expected.append("404")
    host(gateway, head=SCRIPT.replace(" src", ' data-logo="/assets/none.png" src'))
    visitor.page.goto(f"{visitor.address}/host")
    visitor.open_panel()

    expect(visitor.page.locator(".bar img")).to_have_count(0)
    expect(visitor.page.locator(".bar h2")).to_have_text("Safe to Share")
