// An address whose anchor the page lacks: another page has it, or it was written with what surrounded it, or there is none.
import { announce } from "./controls.js";
import { make } from "./dialog.js";
import { root } from "./pages.js";

// What a sentence, a bracket or a quotation mark leaves at the end of a copied address.
const TRAILING = /[\s.,;:!?)\]}>’”»"'…]+$/u;
// What can be cited has such ids; of any other anchor nothing can be said.
const CITABLE = /^(?:p\d[\d-]*|note-[a-z]+|ref-\d+|e\d+)$/i;

/** Go where an address leads that names no id of this page, or say that there is no such place. */
export async function lead(id) {
  const asked = id || fromPath();
  if (!asked) return;
  const pages = await fetch(new URL("ids.json", root)).then((response) => response.json(), () => null);
  if (!pages) return;
  for (const candidate of candidates(asked)) {
    const found = placeOf(candidate, pages);
    if (found) return location.replace(found);
  }
  const name = candidates(asked).at(-1);
  if (CITABLE.test(name)) tell(name);
}

// An address whose # was written as %23 asks for a page that is not there.
function fromPath() {
  const [, id] = decodeURIComponent(location.pathname).split("#");
  return id ?? "";
}

function candidates(asked) {
  const bare = asked.replace(/^#+/, "").replace(TRAILING, "");
  // Of several paragraphs, #p7-8 or #p7–8, the first.
  return [...new Set([asked, bare, bare.replace(/^(p\d+)[-–].*$/i, "$1")])];
}

function placeOf(id, pages) {
  const wanted = id.toLowerCase();
  const here = [...document.querySelectorAll("[id]")].find((element) => element.id === id)
    ?? (CITABLE.test(id) ? [...document.querySelectorAll("[id]")].find((element) => element.id.toLowerCase() === wanted) : null);
  if (here) return `#${here.id}`;
  for (const [address, ids] of Object.entries(pages)) {
    const found = ids.split(" ").find((one) => one.toLowerCase() === wanted);
    if (found) return new URL(`${address}#${found}`, root).href;
  }
  return null;
}

function tell(id) {
  const [, kind] = id.match(/^(p|note|ref|e)/i);
  const what = { p: "paragraph", note: "note", ref: "reference", e: "correction" }[kind.toLowerCase()];
  const words = `There is no ${what} with the address #${id}.`;
  const notice = make("aside", { class: "cited astray", role: "note", tabindex: "-1" }, make("p", {}, `${words} `,
    make("a", { href: new URL("cite/", root).href }, "Everything that can be cited")));
  document.querySelector(".md-content__inner")?.prepend(notice);
  notice.focus();
  announce(words);
}
