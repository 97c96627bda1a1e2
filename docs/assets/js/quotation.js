// Citing the words selected in one paragraph or several: the quotation, its citation, and an address that finds those words.
import { citationParts } from "./cite.js";
import { currentView } from "./controls.js";
import { copyButton } from "./copying.js";
import { make, openPanel } from "./dialog.js";
import { addressOf } from "./textfragment.js";

const NOT_WORDS = ".number, .note-reference, .newest, .entry";
let button = null;

/** Show a button beside the selection, if it has words of numbered blocks. */
export function offerQuotation() {
  const selection = getSelection();
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const blocks = range ? blocksIn(range) : [];
  if (!blocks.length) return withdraw();
  if (!button) {
    button = make("button", { type: "button", class: "quote-button" }, "Cite these words");
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    document.querySelector(".md-content__inner").append(button);
  }
  button.onclick = () => citeWords(clipped(range, blocks[0], blocks.at(-1)), blocks[0], blocks.at(-1));
  const boxes = range.getClientRects();
  const box = boxes[boxes.length - 1];
  const left = Math.min(box.right, document.documentElement.clientWidth - button.offsetWidth - 8);
  button.style.left = `${Math.max(8, left) + scrollX}px`;
  button.style.top = `${box.bottom + 6 + scrollY}px`;
}

function withdraw() {
  button?.remove();
  button = null;
}

async function citeWords(range, first, last) {
  const view = currentView();
  const quoted = wholeWords(range, first, last);
  const words = make("q", {}, wordsIn(quoted).replace(/\s+/g, " ").trim());
  const { href, proven } = addressOf(quoted, first, view);
  const address = make("a", { href }, href);
  const parts = [
    make("blockquote", {}, words, " ", copyButton("the quotation", words)),
    make("p", { class: "quote-view" }, view === "printed" ? "Quoted as printed in 2014." : "Quoted from the reading text, as corrected."),
    make("p", { class: "cite-address" }, address, " ", copyButton("the address of these words", address)),
    make("p", { class: "quote-proof" }, proven
      ? "The address finds these words and no others."
      : "No address can single out these words; this one leads to their paragraph."),
  ];
  withdraw();
  const panel = openPanel(`Cite these words of ${nameOf(first, last)}`, ...parts);
  const body = panel.querySelector(".panel-body");
  // Where both texts have the same words, there is nothing to be said of them.
  const differs = [...document.querySelectorAll(".numbered del")].some((form) => quoted.intersectsNode(form.parentElement));
  const told = view === "printed" ? ", as printed" : ", as corrected";
  try {
    const citations = await citationParts(first.id, { last: last.id, quoted: differs ? told : "" });
    body.append(...citations.filter((part) => !part.matches(".cite-words, .cite-address, .cite-kept, .cite-draft, .cite-checked")));
  } catch {
    body.append(make("p", {}, "The citations can’t be loaded now."));
  }
}

function nameOf(first, last) {
  const number = (block) => block.querySelector(":scope > .number").getAttribute("aria-label").toLowerCase();
  return first === last ? number(first) : `${number(first).replace("paragraph", "paragraphs")}–${last.id.slice(1)}`;
}

// The numbered blocks of which a range has words: a selection by whole paragraphs ends before the first word of the next.
function blocksIn(range) {
  const around = range.commonAncestorContainer;
  // An entry shown in an item of a list lies within it, and is none of its words.
  if ((around.closest ? around : around.parentElement)?.closest(".entry")) return [];
  return [...document.querySelectorAll(".numbered")].filter(
    (block) => range.intersectsNode(block) && wordsIn(clipped(range, block, block)).trim(),
  );
}

// What of a range lies from one block to another.
function clipped(range, first, last) {
  const part = range.cloneRange();
  if (!first.contains(range.startContainer)) part.setStart(first, 0);
  if (!last.contains(range.endContainer)) part.setEnd(last, last.childNodes.length);
  return part;
}

// The shown words of a range: without numbers, marks of notes, and the form that is not shown.
function wordsIn(range) {
  const copy = make("div", {}, range.cloneContents());
  for (const part of copy.querySelectorAll(`${NOT_WORDS}, ${currentView() === "printed" ? "ins" : "del"}`)) part.remove();
  const blocks = [...copy.querySelectorAll(".numbered")];
  // Between paragraphs stand the editors' headings and notes, and no space.
  return blocks.length ? blocks.map((block) => block.textContent).join(" ") : copy.textContent;
}

// A browser finds whole words only, so the quotation begins and ends with one.
function wholeWords(range, first, last) {
  const whole = range.cloneRange();
  const isLetter = (text, at) => at >= 0 && at < text.length && /[\p{L}\p{N}’'-]/u.test(text[at]);
  if (whole.startContainer.nodeType === Node.TEXT_NODE) {
    const text = whole.startContainer.data;
    let at = whole.startOffset;
    while (isLetter(text, at) && isLetter(text, at - 1)) at -= 1;
    while (at < text.length && /\s/.test(text[at])) at += 1;
    whole.setStart(whole.startContainer, at);
  }
  if (whole.endContainer.nodeType === Node.TEXT_NODE) {
    const text = whole.endContainer.data;
    let at = whole.endOffset;
    while (isLetter(text, at - 1) && isLetter(text, at)) at += 1;
    while (at > 0 && /\s/.test(text[at - 1])) at -= 1;
    whole.setEnd(whole.endContainer, at);
  }
  return first.contains(whole.startContainer) && last.contains(whole.endContainer) ? whole : range;
}
