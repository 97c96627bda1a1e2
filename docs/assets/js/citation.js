// Citations of one thing in every style, made from what the Cite page has: the entry, the form in the text, the files.
import { fillAccess } from "./access.js";
import { make } from "./dialog.js";
import { copyOf, documentAt, root } from "./pages.js";

export const CITE_PAGE = new URL("cite/", root);

/**
 * What the Cite page has for something, as parts to be shown: its first words, its forms in each style, its files and
 * addresses. `id` is that of a paragraph, note, reference or correction; `last` that of the last of several paragraphs;
 * `quoted` is added to the place, as in "as printed". Rejects if the page can't be had.
 */
export async function citationsOf(id, { last = id, quoted = "" } = {}) {
  const page = await documentAt(CITE_PAGE);
  const own = page.getElementById(`cite-${id}`).closest("li, section");
  const whole = page.getElementById("cite-article").closest("section");
  const pattern = own.matches("section") ? own : page.getElementById("cite-p1").closest("section");
  const section = copyOf(own, CITE_PAGE);
  for (const part of section.querySelectorAll("h2, h3, dl, .cite-name")) part.remove();
  const place = placeOf(own, id, last);
  const forms = [...whole.querySelectorAll("dt")].map((name, i) => {
    const style = name.nextElementSibling;
    const cited = pattern.querySelectorAll("dd")[i].querySelector(".cite-in-text").cloneNode(true);
    cited.querySelector(".cite-place").textContent = place(style.dataset) + quoted;
    return { name: name.textContent, inNote: "inNote" in style.dataset, entry: style.querySelector(".cite-entry").cloneNode(true), cited };
  });
  for (const form of forms) [form.entry, form.cited].forEach((words) => fillAccess(words));
  if (own.matches("li")) {
    const address = own.querySelector(".cite-name").href;
    section.append(make("p", { class: "cite-address" }, make("a", { href: address }, address)));
  }
  const parts = [...section.childNodes].filter((part) => part.nodeType === Node.ELEMENT_NODE);
  if (last !== id) {
    for (const part of section.querySelectorAll(".cite-words, .cite-kept, .cite-checked")) part.remove();
    for (const file of section.querySelectorAll(".cite-files a")) coverSeveral(file, id, last);
  }
  return { forms, rest: parts.filter((part) => section.contains(part)).map((part) => asParagraph(part)) };
}

// An item of the list has its files in a span, a paragraph's section in a paragraph.
function asParagraph(part) {
  if (!part.matches("span")) return part;
  const paragraph = make("p", { class: part.className });
  paragraph.append(...part.childNodes);
  return paragraph;
}

const numberOf = (id) => id.replace(/^p/, "");

/** What a style writes for the place: "para. 7", "paras. 7–8", "editor’s note d". */
function placeOf(own, id, last) {
  if (own.matches("li")) {
    const name = own.querySelector(".cite-name").textContent;
    const isUpper = ({ one }) => one[0] !== one[0].toLowerCase();
    return (labels) => (isUpper(labels) ? name : name[0].toLowerCase() + name.slice(1));
  }
  return ({ one, several }) => (last === id ? one + numberOf(id) : `${several}${numberOf(id)}–${numberOf(last)}`);
}

/** Make the file of one paragraph one of several: the entry is the same, the place beside it is not. */
function coverSeveral(link, first, last) {
  const [from, to] = [numberOf(first), numberOf(last)];
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    const text = await (await fetch(link.href)).text();
    const changed = text.replaceAll(`para. ${from}`, `paras. ${from}–${to}`).replaceAll(`para.~${from}`, `paras.~${from}--${to}`);
    const address = URL.createObjectURL(new Blob([changed]));
    make("a", { href: address, download: `${first}-${last}.${link.href.split(".").at(-1)}` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  });
}
