// Citing the words selected in a paragraph: the quotation, its citation, and an address that finds those words.
import { citationsOf } from "./cite.js";
import { currentView } from "./controls.js";
import { copyButton } from "./copying.js";
import { make, openPanel } from "./dialog.js";
import { addressOf } from "./textfragment.js";

const NOT_WORDS = ".number, .note-reference, .newest, .entry";
let button = null;

/** Show a button beside the selection, if it is of words within one numbered block. */
export function offerQuotation() {
  const selection = getSelection();
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const block = range && blockOf(range.startContainer);
  if (!block || block !== blockOf(range.endContainer) || !wordsIn(range).trim()) return withdraw();
  if (!button) {
    button = make("button", { type: "button", class: "quote-button" }, "Cite these words");
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    document.querySelector(".md-content__inner").append(button);
  }
  button.onclick = () => citeWords(range.cloneRange(), block);
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

async function citeWords(range, block) {
  const view = currentView();
  const quoted = wholeWords(range, block);
  const number = block.querySelector(":scope > .number").getAttribute("aria-label").toLowerCase();
  const words = make("q", {}, wordsIn(quoted).replace(/\s+/g, " ").trim());
  const { href, proven } = addressOf(quoted, block, view);
  const address = make("a", { href }, href);
  const parts = [
    make("blockquote", {}, words, " ", copyButton("the quotation", words)),
    make("p", { class: "quote-view" }, view === "printed" ? "Quoted as printed in 2014." : "Quoted from the reading text, as corrected."),
    make("p", { class: "cite-address" }, address, " ", copyButton("the address of these words", address)),
    make("p", { class: "quote-proof" }, proven
      ? "The address finds these words and no others."
      : "These words can’t be told from others by an address; it leads to their paragraph."),
  ];
  withdraw();
  const panel = openPanel(`Cite these words of ${number}`, ...parts);
  const body = panel.querySelector(".panel-body");
  try {
    const citations = await citationsOf(block.id);
    for (const part of citations.querySelectorAll(".cite-words, .cite-address, .cite-kept, .cite-draft, .cite-checked")) part.remove();
    body.append(citations);
  } catch {
    body.append(make("p", {}, "The citations can’t be loaded now."));
  }
}

function blockOf(node) {
  // An entry shown in an item of a list lies within it, and is none of its words.
  const block = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(".numbered, .entry");
  return block?.matches(".numbered") ? block : null;
}

// The shown words of a range: without numbers, marks of notes, and the form that is not shown.
function wordsIn(range) {
  const copy = make("div", {}, range.cloneContents());
  for (const part of copy.querySelectorAll(`${NOT_WORDS}, ${currentView() === "printed" ? "ins" : "del"}`)) part.remove();
  return copy.textContent;
}

// A browser finds whole words only, so the quotation begins and ends with one.
function wholeWords(range, block) {
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
  return block.contains(whole.commonAncestorContainer) ? whole : range;
}
