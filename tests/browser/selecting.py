"""Selects words in a page as a reader would, and finds what the browser has marked."""

from __future__ import annotations

import base64

from playwright.sync_api import Browser, Page

# The range of the nth occurrence of words in the shown text of an element, white space counting as one space.
RANGE_OF = """
([selector, words, nth]) => {
  const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
  let shown = "", places = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.checkVisibility() || node.parentElement.closest(".number, .note-reference")) continue;
    for (let i = 0; i < node.length; i += 1) {
      places.push([node, i]);
      shown += /\\s/.test(node.data[i]) ? " " : node.data[i];
    }
  }
  let at = -1;
  for (let i = 0; i < nth; i += 1) at = shown.indexOf(words, at + 1);
  if (at < 0) throw new Error(`${words} does not stand in ${selector}`);
  const range = document.createRange();
  const [last, end] = places[at + words.length - 1];
  range.setStart(...places[at]);
  range.setEnd(last, end + 1);
  return range;
}
"""


def select(page: Page, selector: str, words: str, nth: int = 1) -> None:
    page.evaluate(
        f"asked => {{ const range = ({RANGE_OF})(asked); getSelection().removeAllRanges(); getSelection().addRange(range); }}",
        [selector, words, nth],
    )


def box_of(page: Page, selector: str, words: str, nth: int = 1) -> list[int]:
    """Left, top, right and bottom of the words in the window."""
    return page.evaluate(
        f"""asked => {{
          const boxes = [...({RANGE_OF})(asked).getClientRects()].filter(box => box.width > 0.5);
          const edge = (side, pick) => Math.round(pick(...boxes.map(box => box[side])));
          return [edge("left", Math.min), edge("top", Math.min), edge("right", Math.max), edge("bottom", Math.max)];
        }}""",
        [selector, words, nth],
    )


def box_of_colour(browser: Browser, screenshot: bytes, colour: tuple[int, int, int]) -> list[int] | None:
    """The box around all pixels of a colour in a picture; None if there is none."""
    context = browser.new_context()
    page = context.new_page()
    try:
        return page.evaluate(
            """async ([data, [r, g, b]]) => {
              const picture = new Image();
              picture.src = `data:image/png;base64,${data}`;
              await picture.decode();
              const canvas = new OffscreenCanvas(picture.width, picture.height);
              const pen = canvas.getContext("2d");
              pen.drawImage(picture, 0, 0);
              const pixels = pen.getImageData(0, 0, picture.width, picture.height).data;
              let box = null;
              for (let i = 0; i < pixels.length; i += 4) {
                if (pixels[i] !== r || pixels[i + 1] !== g || pixels[i + 2] !== b) continue;
                const x = (i / 4) % picture.width, y = Math.floor(i / 4 / picture.width);
                box = box ? [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x + 1), Math.max(box[3], y + 1)]
                  : [x, y, x + 1, y + 1];
              }
              return box;
            }""",
            [base64.b64encode(screenshot).decode(), colour],
        )
    finally:
        context.close()
