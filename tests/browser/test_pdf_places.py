"""In Chromium's own viewer, `file.pdf#p7` opens the PDF on the page where paragraph 7 begins."""

from __future__ import annotations

import io
import json
import time

import pikepdf
import pytest
from playwright.sync_api import Browser

from exports.catalogue import PDF

PATIENCE = 20
# The field of the viewer's tool bar that shows the page.
SHOWN = """document.querySelector('pdf-viewer')?.shadowRoot.querySelector('viewer-toolbar')
  ?.shadowRoot.querySelector('viewer-page-selector')?.pageNo"""


def page_shown(browser: Browser, address: str) -> int:
    """The number of the page that the viewer shows; it lives in a target of its own, out of the page's reach."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        session = browser.new_browser_cdp_session()
        answers: list[dict] = []
        session.on("Target.receivedMessageFromTarget", lambda event: answers.append(json.loads(event["message"])))
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for target in session.send("Target.getTargets", {"filter": [{}]})["targetInfos"]:
                if target["url"].startswith("chrome-extension://"):
                    attached = session.send("Target.attachToTarget", {"targetId": target["targetId"], "flatten": False})
                    message = {"id": 1, "method": "Runtime.evaluate", "params": {"expression": SHOWN}}
                    session.send("Target.sendMessageToTarget", {
                        "sessionId": attached["sessionId"], "message": json.dumps(message),
                    })
                    page.wait_for_timeout(200)
                    session.send("Target.detachFromTarget", {"sessionId": attached["sessionId"]})
            values = [answer["result"]["result"].get("value") for answer in answers if "result" in answer.get("result", {})]
            if values and values[-1] and values[-1:] == values[-2:-1]:
                return values[-1]
            page.wait_for_timeout(200)
    raise TimeoutError(f"the viewer shows no page of {address}")


@pytest.mark.parametrize("name", ["p7", "E86"])
def test_a_place_is_opened_by_its_name(browser: Browser, address: str, site, name: str):
    with pikepdf.open(io.BytesIO((site.folder / PDF.path).read_bytes())) as document:
        target = pikepdf.NameTree(document.Root.Names.Dests)[name][0]
        number = next(n for n, page in enumerate(document.pages, 1) if page.objgen == target.objgen)
    assert number > 1
    assert page_shown(browser, f"{address}{PDF.path}#{name}") == number
    assert page_shown(browser, f"{address}{PDF.path}#{name}x") == 1
