// An address may carry the version, or the digest, that was cited: …/astana-summit/?cited=1.0.0#p7.
// The page then says whether the words are still those, or shows what changed, word by word.
import { make } from "./dialog.js";
import { root } from "./pages.js";

const FORMS = { read: "The reading text", printed: "The text as printed" };

/** Say of the block that an address names whether its words have changed since the version or digest `cited`. */
export async function tellWhatChanged(target, cited) {
  const notice = make("aside", { class: "cited", role: "note" });
  notice.append(...(await told(target.id, cited)));
  document.querySelector(".cited")?.remove();
  // A list has no place for a note between its items.
  if (target.matches("li")) target.append(notice);
  else target.after(notice);
}

async function told(id, cited) {
  try {
    const anchor = find(await anchors(root), id);
    const isVersion = /^\d+\.\d+\.\d+$/.test(cited);
    const unchanged = [paragraph(`Unchanged since you cited it (${cited}).`)];
    const isNow = (form) => !isVersion && anchor?.digest[form]?.startsWith(cited);
    const version = isVersion ? cited : versionOf(anchor, cited);
    if (isNow("read") || (isNow("printed") && !version)) return unchanged;
    if (!anchor || !version) return [paragraph(`No released version of this place has the digest ${cited}; it may come from a draft.`)];
    const folder = new URL(`v/${version}/`, root);
    const then = find(await anchors(folder), id);
    if (!then) return [paragraph(`Version ${version} has no #${id}.`)];
    const changed = Object.keys(FORMS).filter((form) => (then[form] ?? "") !== (anchor[form] ?? ""));
    if (!changed.length) return unchanged;
    const frozen = make("a", { href: new URL(`${then.page}#${id}`, folder).href }, `version ${version}`);
    return [
      paragraph("Changed since you cited it in ", frozen, ". Removed words are struck out, new words are marked."),
      ...Object.keys(FORMS).map((form) => changed.includes(form)
        ? paragraph(make("b", {}, `${FORMS[form]}: `), ...difference(then[form] ?? "", anchor[form] ?? ""))
        : paragraph(make("b", {}, `${FORMS[form]}: `), "unchanged.")),
    ];
  } catch {
    return [paragraph(`That version can’t be loaded now, so it is not known whether these words have changed since ${cited}.`)];
  }
}

const paragraph = (...children) => make("p", {}, ...children);

async function anchors(folder) {
  const response = await fetch(new URL("anchors.json", folder));
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  return response.json();
}

/** The anchor with an id: of several pages' headings with one id, that of this page. */
function find({ anchors }, id) {
  const here = location.pathname.slice(root.pathname.length);
  const found = anchors.filter((anchor) => anchor.id === id);
  return found.find((anchor) => anchor.page === here) ?? found[0];
}

function versionOf(anchor, digest) {
  if (!/^[0-9a-f]{8,16}$/.test(digest)) return undefined;
  // Where nothing is corrected both forms have one digest: it is taken for the reading's, which may have changed.
  const last = (form) => anchor?.history?.findLast((words) => words[form]?.startsWith(digest));
  return (last("read") ?? last("printed"))?.version;
}

/** What changed from one text to another, as words kept, taken out and put in: the longest common subsequence. */
function difference(before, after) {
  const [a, b] = [words(before), words(after)];
  const length = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i][j] = a[i] === b[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  const parts = [];
  const add = (kind, word) => {
    if (parts.at(-1)?.kind === kind) parts.at(-1).text += word;
    else parts.push({ kind, text: word });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) add("", a[i++]), j++;
    else if (j === b.length || (i < a.length && length[i + 1][j] >= length[i][j + 1])) add("del", a[i++]);
    else add("ins", b[j++]);
  }
  return parts.map(({ kind, text }) => (kind ? make(kind, {}, text) : text));
}

const words = (text) => text.match(/\s+|\S+/g) ?? [];
