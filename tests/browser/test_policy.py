"""The pages' policy stops a script that is not a file of the site; that it stops nothing else, test_visit.py says."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from browser.server import ServedSite, serving

LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
"""


def violations(browser: Browser, address: str) -> list[str]:
    with browser.new_context() as context:
        context.add_init_script(LISTEN)
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        return page.evaluate("() => window.violations")


def test_an_inline_script_is_stopped(site, tmp_path: Path, browser: Browser):
    page = (site.folder / "article/index.html").read_text(encoding="utf-8")
    (tmp_path / "index.html").write_text(page.replace("</head>", "<script>1</script></head>"), encoding="utf-8")
    with serving(ServedSite(tmp_path, "/")) as address:
        assert "script-src-elem" in violations(browser, address)
