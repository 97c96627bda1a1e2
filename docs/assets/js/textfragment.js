// Text fragments (https://wicg.github.io/scroll-to-text-fragment/): an address that finds given words, and the proof
// that it finds those and no others, by the rules a browser follows: whole words, any case, the first match.

const MOST_WORDS = 8;
const WORD = /[\p{L}\p{N}]/u;

/**
 * The address of the words in a range, and whether it was proven to find them and no others.
 * Where it can't be, the address is that of the block. `view` is the text that they were read in.
 */
export function addressOf(range, block, view) {
  const url = new URL(document.querySelector('link[rel="canonical"]')?.href ?? location.href);
  url.hash = block.id;
  if ([...document.querySelectorAll(".numbered del")].some((form) => range.intersectsNode(form.parentElement))) {
    url.searchParams.set("view", view);
  }
  const text = visibleText(document.body);
  const segments = segmentsOf(range, text);
  const directive = segments.length ? directiveFor(segments, text) : null;
  return directive ? { href: `${url.href}:~:text=${directive}`, proven: true } : { href: url.href, proven: false };
}

/** The visible text of an element: its blocks, each with its words in one line, and where each text node lies in it. */
function visibleText(element) {
  const blocks = new Map();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (parent.closest("script, style, dialog, .quote-button, .entry") || !parent.checkVisibility()) continue;
    let container = parent;
    while (container !== element && getComputedStyle(container).display.startsWith("inline")) container = container.parentElement;
    if (!blocks.has(container)) blocks.set(container, { line: "", nodes: new Map() });
    const block = blocks.get(container);
    block.nodes.set(node, block.line.length);
    block.line += node.data.replace(/\s/g, " ");
  }
  return [...blocks.values()];
}

// The parts of the range that lie in one text node each and hold words that can be found.
function segmentsOf(range, text) {
  const segments = [];
  for (const block of text) {
    for (const [node, offset] of block.nodes) {
      if (!range.intersectsNode(node) || node.parentElement.closest(".number, .note-reference, .newest")) continue;
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.length;
      const [begin, end] = trimmed(block.line, offset + from, offset + to);
      if (WORD.test(block.line.slice(begin, end))) segments.push({ block, begin, end, least: offset, most: offset + node.length });
    }
  }
  return segments;
}

function trimmed(line, begin, end) {
  while (begin < end && !WORD.test(line[begin])) begin += 1;
  while (end > begin && !WORD.test(line[end - 1])) end -= 1;
  return [begin, end];
}

function directiveFor(segments, text) {
  const first = segments[0];
  const last = segments.at(-1);
  const goal = { from: absolute(text, first.block, first.begin), to: absolute(text, last.block, last.end) };
  for (const directive of candidates(first, last)) {
    const found = matches(text, directive);
    if (found.length === 1 && found[0].from === goal.from && found[0].to === goal.to) return encoded(directive);
  }
  return null;
}

// Short ones first: the words themselves, then a beginning and an end, then with more and more of what surrounds them.
function* candidates(first, last) {
  const oneNode = first === last;
  const line = first.block.line;
  const whole = line.slice(first.begin, first.end);
  const before = line.slice(first.least, first.begin).trim().split(" ").filter(Boolean);
  const after = last.block.line.slice(last.end, last.most).trim().split(" ").filter(Boolean);
  const few = wordsOf(whole).length <= 2 * MOST_WORDS;
  for (let context = 0; context <= MOST_WORDS; context += 1) {
    const prefix = context && before.length ? before.slice(-context).join(" ") : "";
    const suffix = context && after.length ? after.slice(0, context).join(" ") : "";
    for (const [p, s] of context ? [[prefix, ""], ["", suffix], [prefix, suffix]] : [["", ""]]) {
      if (oneNode && few) yield { prefix: p, start: whole, end: "", suffix: s };
      for (const count of [3, MOST_WORDS, Infinity]) {
        const start = leading(whole, oneNode ? Math.min(count, Math.floor(wordsOf(whole).length / 2)) : count);
        const end = trailing(last.block.line.slice(last.begin, last.end), count);
        if (start && end) yield { prefix: p, start, end, suffix: s };
      }
    }
  }
}

const wordsOf = (text) => text.trim().split(" ").filter(Boolean);
const leading = (text, count) => edges(wordsOf(text).slice(0, count).join(" "));
const trailing = (text, count) => edges(wordsOf(text).slice(-count).join(" "));
const edges = (text) => text.slice(...trimmed(text, 0, text.length));

/** Every stretch of the text that a directive could stand for, as a browser matches it. */
function matches(text, { prefix, start, end, suffix }) {
  const found = [];
  for (const block of text) {
    for (const from of occurrences(block.line, start)) {
      if (prefix && !endsWithWords(block.line.slice(0, from), prefix)) continue;
      const stop = end ? firstEnd(text, block, from + start.length, end, suffix) : { block, at: from + start.length };
      if (!stop || (!end && suffix && !startsWithWords(block.line.slice(stop.at), suffix))) continue;
      found.push({ from: absolute(text, block, from), to: absolute(text, stop.block, stop.at) });
    }
  }
  return found;
}

function firstEnd(text, block, after, end, suffix) {
  for (const later of text.slice(text.indexOf(block))) {
    for (const at of occurrences(later.line, end)) {
      if (later === block && at < after) continue;
      if (suffix && !startsWithWords(later.line.slice(at + end.length), suffix)) continue;
      return { block: later, at: at + end.length };
    }
  }
  return null;
}

function* occurrences(line, words) {
  const [within, sought] = [line.toLowerCase(), words.toLowerCase()];
  for (let at = within.indexOf(sought); at >= 0; at = within.indexOf(sought, at + 1)) {
    const bounded = !WORD.test(line[at - 1] ?? " ") && !WORD.test(line[at + sought.length] ?? " ");
    if (bounded) yield at;
  }
}

const endsWithWords = (text, words) => text.trimEnd().toLowerCase().endsWith(words.toLowerCase());
const startsWithWords = (text, words) => text.trimStart().toLowerCase().startsWith(words.toLowerCase());
const absolute = (text, block, at) => text.indexOf(block) * 1e6 + at;

// A hyphen, an ampersand and a comma have meanings of their own in a directive.
function encoded({ prefix, start, end, suffix }) {
  const code = (part) => encodeURIComponent(part).replaceAll("-", "%2D");
  return [prefix && `${code(prefix)}-`, code(start), end && code(end), suffix && `-${code(suffix)}`].filter(Boolean).join(",");
}
