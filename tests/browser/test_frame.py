"""Material's frame in a reader's hands: the drawer, the contents that follow, the colours; Material's script if asked for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.server import ServedSite, serving
from building import mkdocs

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
FOCUSED = "() => document.activeElement"
ACTIVE = ".md-sidebar--secondary .md-nav__link--active"


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(viewport=PHONE) as context:
        page = context.new_page()
        page.goto(address + "chairmanship/")
        yield page


@pytest.fixture
def desktop(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(viewport=DESKTOP) as context:
        page = context.new_page()
        page.goto(address + "chairmanship/")
        yield page


def tab_to(page: Page, selector: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by the keyboard")


def is_in(page: Page, selector: str) -> bool:
    return page.evaluate("selector => document.activeElement.closest(selector) !== null", selector)


def test_the_drawer_opens_closes_and_gives_the_focus_back_by_the_keyboard(phone: Page):
    assert not phone.locator(".md-sidebar--primary a >> visible=true").count()
    tab_to(phone, ".drawer-button")
    assert phone.get_attribute(".drawer-button", "aria-expanded") == "false"
    phone.keyboard.press("Enter")
    assert phone.get_attribute(".drawer-button", "aria-expanded") == "true"
    assert is_in(phone, ".md-sidebar--primary")
    phone.keyboard.press("Escape")
    assert is_in(phone, ".drawer-button")
    assert phone.get_attribute(".drawer-button", "aria-expanded") == "false"


def test_all_of_the_drawer_is_reached_by_the_keyboard_and_leaving_it_closes_it(phone: Page):
    tab_to(phone, ".drawer-button")
    phone.keyboard.press("Enter")
    shown = phone.locator(".md-sidebar--primary a >> visible=true").evaluate_all("links => links.map(link => link.href)")
    assert any(link.endswith("/about/") for link in shown) and any(link.endswith("#programme") for link in shown)
    phone.evaluate("document.querySelector('.md-sidebar--primary .md-nav__link[href]').focus()")
    seen = []
    while is_in(phone, ".md-sidebar--primary"):
        seen.append(phone.evaluate("document.activeElement.href"))
        assert len(seen) < 40
        phone.keyboard.press("Tab")
    assert set(shown) <= set(seen)
    assert phone.get_attribute(".drawer-button", "aria-expanded") == "false"


def test_a_heading_is_gone_to_from_the_drawer(phone: Page):
    phone.click(".drawer-button")
    phone.click('.md-sidebar--primary a[href="#programme"]')
    assert phone.url.endswith("#programme")
    phone.wait_for_function("() => document.activeElement.id === 'programme'")
    assert not phone.locator(".md-sidebar--primary a >> visible=true").count()


@pytest.mark.parametrize("by", ["finger", "keyboard"])
def test_without_scripts_the_drawer_opens_too(browser: Browser, address: str, by: str):
    with browser.new_context(viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + "chairmanship/")
        link = page.locator('.md-sidebar--primary a:has-text("The Astana Summit")')
        if by == "finger":
            page.click("label[for=__drawer].md-header__button")
            link.click()
        else:
            link.focus()
            box = link.bounding_box()
            assert box["x"] >= 0
            page.keyboard.press("Enter")
        page.wait_for_url(address + "astana-summit/")


def test_the_contents_follow_the_reader_and_the_header_names_the_page(desktop: Page):
    assert desktop.locator(ACTIVE).count() == 0
    assert not desktop.locator(".md-header__title--active").count()
    desktop.evaluate("document.querySelector('#programme').scrollIntoView()")
    desktop.wait_for_function(
        "() => document.querySelector('.md-sidebar--secondary .md-nav__link--active')?.hash === '#programme'"
    )
    assert desktop.locator(ACTIVE).count() == 1
    desktop.wait_for_selector(".md-header__title--active")
    desktop.evaluate("scrollTo(0, 0)")
    desktop.wait_for_function(
        "() => !document.querySelector('.md-header__title--active, .md-sidebar--secondary .md-nav__link--active')"
    )


def test_long_contents_keep_the_place_in_sight(browser: Browser, address: str):
    with browser.new_context(viewport=DESKTOP) as context:
        page = context.new_page()
        page.goto(address + "checks/")
        page.evaluate("[...document.querySelectorAll('article h3')].at(-1).scrollIntoView()")
        page.wait_for_selector(ACTIVE)
        page.wait_for_function("""selector => {
          const box = document.querySelector(selector).getBoundingClientRect();
          return box.top > 0 && box.bottom < innerHeight;
        }""", arg=ACTIVE)


def test_the_way_back_to_the_top_shows_to_who_goes_back(desktop: Page):
    top = desktop.locator(".md-top")
    desktop.mouse.move(640, 400)
    desktop.mouse.wheel(0, 1200)
    desktop.wait_for_function("() => scrollY > 800")
    assert not top.is_visible() or desktop.evaluate("document.querySelector('.md-top').hidden")
    desktop.mouse.wheel(0, -200)
    desktop.wait_for_function("() => !document.querySelector('.md-top').hidden")
    top.click()
    desktop.wait_for_function("() => scrollY === 0 && document.querySelector('.md-top').hidden")


def test_the_colours_are_chosen_by_the_keyboard_and_kept(desktop: Page):
    paper = "getComputedStyle(document.body).backgroundColor"
    light = desktop.evaluate(paper)
    tab_to(desktop, ".md-option")
    desktop.keyboard.press("ArrowRight")
    desktop.keyboard.press("ArrowRight")
    assert desktop.evaluate("document.activeElement.ariaLabel").startswith("Colours: dark")
    assert desktop.evaluate(paper) != light
    desktop.reload()
    assert desktop.evaluate(paper) != light
    assert desktop.locator(".md-header__option label >> visible=true").count() == 1


SINGLE = "pn,.fs/"


def test_no_single_key_does_anything(desktop: Page, address: str):
    desktop.click("#p3 > .number")
    for key in SINGLE:
        desktop.keyboard.press(key)
    desktop.wait_for_timeout(300)
    assert desktop.url.startswith(address + "chairmanship/")
    assert desktop.locator("dialog").count() == 1


# A page that has what Material's own script does something for.
PAGE = """---
title: Tools
description: Tools.
---

# Tools { #tools .editorial }

See [the chairmanship](chairmanship.md "Where it is told").

``` python
print("copied")
```

""" + "\n\n".join(f"## Part {n} {{ #part-{n} .editorial }}\n\n" + "Words to read.\n\n" * 12 for n in range(1, 9))
FEATURES = ("content.tooltips", "content.code.copy", "content.tabs.link")


@pytest.fixture(scope="module")
def with_script(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site whose owner switched on what needs Material's script."""
    folder = tmp_path_factory.mktemp("with-script")
    shutil.copytree(pristine, folder / "root")
    (folder / "root/docs/tools.md").write_text(PAGE, encoding="utf-8")
    configuration = folder / "root/mkdocs.yml"
    text = configuration.read_text(encoding="utf-8").replace("not_in_nav: checks.md", "not_in_nav: |\n  checks.md\n  tools.md")
    features = "".join(f"    - {feature}\n" for feature in FEATURES)
    configuration.write_text(text.replace("  features:\n", f"  features:\n{features}"), encoding="utf-8")
    url = mkdocs.render(folder / "root", folder / "site", downloads=False)
    with serving(ServedSite(folder / "site", "/" + url.split("/", 3)[3])) as address:
        yield address


@pytest.fixture
def tools(browser: Browser, with_script: str) -> Iterator[Page]:
    with browser.new_context(viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(with_script + "tools/", wait_until="networkidle")
        assert not page.evaluate(LOADED)
        page.mouse.move(600, 400)
        page.wait_for_function(LOADED)
        page.wait_for_function("() => typeof document$ !== 'undefined'")
        yield page
        assert told == []


LOADED = "() => performance.getEntriesByType('resource').some(entry => entry.name.includes('/javascripts/bundle.'))"


def test_materials_script_shows_tooltips(tools: Page):
    tools.hover('article a:has-text("the chairmanship")')
    tools.wait_for_selector(".md-tooltip2 >> text=Where it is told")


def test_materials_script_copies_code(tools: Page):
    tools.hover("article pre")
    tools.click("button.md-code__button[data-md-type=copy], button.md-clipboard")
    tools.wait_for_function("() => navigator.clipboard.readText().then(text => text.includes('copied'))")


def test_with_materials_script_the_contents_follow_and_there_is_a_way_back(tools: Page):
    tools.mouse.wheel(0, 2500)
    tools.wait_for_selector(ACTIVE)
    tools.mouse.wheel(0, -300)
    tools.wait_for_function("() => !document.querySelector('.md-top').hidden")
    tools.click(".md-top")
    tools.wait_for_function("() => scrollY === 0")


def test_with_materials_script_the_colours_can_be_chosen_at_once_and_later(browser: Browser, with_script: str):
    paper = "getComputedStyle(document.body).backgroundColor"
    shown = ".md-header__option label:not([hidden])"
    with browser.new_context(viewport=DESKTOP) as context:
        page = context.new_page()
        page.goto(with_script)
        light = page.evaluate(paper)
        page.click(shown)
        page.wait_for_function(LOADED)
        page.wait_for_function("() => typeof document$ !== 'undefined'")
        page.wait_for_timeout(200)
        assert page.evaluate(paper) == light
        page.click(shown)
        assert page.evaluate(paper) != light
        page.reload()
        assert page.evaluate(paper) != light


def test_with_materials_script_no_single_key_does_anything(tools: Page, with_script: str):
    for key in SINGLE:
        tools.keyboard.press(key)
    tools.wait_for_timeout(300)
    assert tools.url == with_script + "tools/" and not tools.locator("dialog").count()
    assert not tools.evaluate("document.querySelector('#__search').checked")


def test_with_materials_script_the_drawer_is_as_without_it(browser: Browser, with_script: str):
    with browser.new_context(viewport=PHONE) as context:
        page = context.new_page()
        page.goto(with_script + "chairmanship/")
        page.click(".drawer-button")
        page.wait_for_function(LOADED)
        assert page.get_attribute(".drawer-button", "aria-expanded") == "true"
        page.keyboard.press("Escape")
        assert is_in(page, ".drawer-button")
        assert not page.locator(".md-sidebar--primary a >> visible=true").count()


def test_without_it_the_site_has_no_such_script(site):
    assert not [*site.folder.rglob("bundle.*")] and not [*site.folder.rglob("*.map")]
