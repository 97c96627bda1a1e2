// The search: paragraphs, notes, references and corrections by their reading text and by the printed form.
import { make, openPanel } from "./dialog.js";
import { root } from "./pages.js";

const MOST = 20;
const AROUND = 60;
let index;

/** The words of a text as they are compared: lower case, without accents and signs. */
export function words(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The entries in which every asked word begins a word of the text, those with the phrase first. */
export function find(entries, question) {
  const asked = words(question);
  if (!asked.length) return [];
  const phrase = asked.join(" ");
  const found = [];
  for (const entry of entries) {
    const forms = [entry.text, entry.printed].filter(Boolean).map((form) => ({ form, words: words(`${entry.name} ${form}`) }));
    const match = forms.find((form) => asked.every((word) => form.words.some((candidate) => candidate.startsWith(word))));
    if (match) found.push({ entry, form: match.form, rank: match.words.join(" ").includes(phrase) ? 0 : 1 });
  }
  return found.sort((a, b) => a.rank - b.rank).slice(0, MOST);
}

export async function openSearch() {
  const field = make("input", { type: "search", autocomplete: "off", spellcheck: "false", "aria-label": "Words to look for" });
  const status = make("p", { class: "search-status", role: "status" });
  const results = make("ol", { class: "search-results" });
  const panel = openPanel("Search", make("form", { class: "search", role: "search" }, field), status, results);
  panel.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    results.querySelector("a")?.click();
  });
  field.focus();
  try {
    index ??= await fetch(new URL("search.json", root)).then((response) => response.json());
  } catch {
    status.textContent = "The search can’t be loaded now.";
    return;
  }
  const update = () => {
    const found = find(index, field.value);
    results.replaceChildren(...found.map(({ entry, form }) => result(entry, form, words(field.value), panel)));
    status.textContent = field.value.trim() ? `${found.length || "No"} ${found.length === 1 ? "place" : "places"}` : "";
  };
  field.addEventListener("input", update);
  update();
}

function result(entry, form, asked, panel) {
  const link = make("a", { href: new URL(entry.address, root).href }, make("strong", {}, entry.name), " ", ...excerpt(form, asked));
  link.addEventListener("click", () => panel.close());
  const item = make("li", {}, link);
  if (form !== entry.text) item.append(make("small", {}, " as printed"));
  return item;
}

function excerpt(form, asked) {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${asked.join("|")})`, "giu");
  const first = Math.max(0, form.search(pattern));
  const begin = first > AROUND ? form.indexOf(" ", first - AROUND) + 1 : 0;
  const part = form.slice(begin, begin + 3 * AROUND);
  const pieces = [];
  let end = 0;
  for (const match of part.matchAll(pattern)) {
    pieces.push(part.slice(end, match.index), make("mark", {}, match[0]));
    end = match.index + match[0].length;
  }
  return [begin ? "… " : "", ...pieces, part.slice(end), begin + part.length < form.length ? " …" : ""];
}
