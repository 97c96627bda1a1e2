// Reads every page of a site as Chromium does, and says which of its addresses and ids are wrong; nothing of sitecheck is asked.
//
// `host` is where the site is served, `paths` are its pages. Gives the addresses that lead to no file, to no element of a
// page, nowhere, over http or to a file on one computer, or are none; the ids that are given more than once; the pages that
// nothing leads to; and how many pages, addresses and ids there were.
async ({ host, paths }) => {
  const SELECTOR = [
    "a[href]", "area[href]", "link[href]", "[src]", "[srcset]", "video[poster]", "object[data]", "form[action]",
    "blockquote[cite]", "q[cite]", "ins[cite]", "del[cite]", "meta[http-equiv=refresh i]",
  ].join();
  const ATTRIBUTES = ["href", "src", "poster", "data", "action", "cite"];

  const written = (element) => {
    if (element.localName === "meta") {
      const target = /url\s*=\s*['"]?([^'"]*)/i.exec(element.content);
      return target ? [["content", target[1]]] : [];
    }
    const found = ATTRIBUTES.filter((name) => element.hasAttribute(name)).map((name) => [name, element.getAttribute(name)]);
    const sources = (element.getAttribute("srcset") ?? "").split(/,\s+/).map((part) => part.trim().split(/\s+/)[0]);
    return [...found, ...sources.filter(Boolean).map((value) => ["srcset", value])];
  };
  const faultOf = (element, attribute, value, url) => {
    const isLink = attribute === "href" && ["a", "area"].includes(element.localName);
    if (!value.trim()) return isLink ? "S012" : attribute === "cite" ? "" : "S010";
    if (isLink && url.startsWith("javascript:")) return "S012";
    if (url.startsWith("http:") && !url.startsWith(host)) return "S014";
    return url.startsWith("file:") ? "S013" : url ? "" : "S010";
  };
  const inOrderBy = (paths, work) => {
    const queue = [...paths];
    return Promise.all(Array.from({ length: 4 }, async () => { while (queue.length) await work(queue.shift()); }));
  };

  const goals = new Map(), goalsOf = new Map(), marks = new Map(), faults = [], redirects = new Set();
  let ids = 0, links = 0;
  await inOrderBy(paths, async (path) => {
    const own = new URL(path.split("/").map(encodeURIComponent).join("/"), host);
    const page = new DOMParser().parseFromString(await (await fetch(own)).text(), "text/html");
    const base = page.querySelector("base[href]") ? new URL(page.querySelector("base[href]").getAttribute("href"), own) : own;
    const counted = new Map();
    for (const element of page.querySelectorAll("[id]")) counted.set(element.id, (counted.get(element.id) ?? 0) + 1);
    ids += counted.size;
    for (const [id, times] of counted) if (times > 1 && id) faults.push(["S003", path, "id", id]);
    const names = Array.from(page.querySelectorAll("a[name]"), (element) => element.getAttribute("name"));
    marks.set(own.href, new Set([...counted.keys(), ...names]));
    if (page.querySelector("meta[http-equiv=refresh i]")) redirects.add(own.href);
    const seen = new Map();
    for (const element of page.querySelectorAll(SELECTOR)) {
      for (const [attribute, value] of written(element)) {
        const key = `${attribute} ${value}`;
        if (seen.has(key)) continue;
        links += 1;
        const url = URL.canParse(value, base) ? new URL(value, base).href : "";
        const fault = faultOf(element, attribute, value, url);
        if (fault) faults.push([fault, path, attribute, value]);
        if (!goals.has(url)) goals.set(url, url);
        seen.set(key, [attribute, value, goals.get(url)]);
      }
    }
    goalsOf.set(path, [...seen.values()]);
  });

  // Where each address on this host ends up, or nothing if the host has nothing there.
  const ends = new Map();
  const own = [...goals.keys()].filter((url) => url.startsWith(host));
  await inOrderBy(new Set(own.map((url) => url.split("#")[0])), async (url) => {
    const answer = await fetch(url, { method: "HEAD" });
    ends.set(url, answer.ok ? answer.url.split("?")[0].replace(/\/$/, "/index.html") : "");
  });
  const isThere = (end, fragment) => {
    if (!fragment || !marks.has(end) || marks.get(end).has(fragment)) return true;
    let decoded = fragment;
    try { decoded = decodeURIComponent(fragment); } catch { /* It stays as it is. */ }
    return marks.get(end).has(decoded) || decoded.toLowerCase() === "top";
  };
  const ledTo = new Set();
  for (const [path, found] of goalsOf) {
    for (const [attribute, value, url] of found) {
      if (!url.startsWith(host)) continue;
      const [bare, fragment] = url.split("#");
      const end = ends.get(bare);
      if (!end) faults.push(["S001", path, attribute, value]);
      else {
        if (end !== new URL(path, host).href) ledTo.add(end);
        if (!isThere(end, fragment)) faults.push(["S002", path, attribute, value]);
      }
    }
  }
  const entrances = ["index.html", "404.html"].map((name) => host + name);
  for (const page of marks.keys()) {
    if (!ledTo.has(page) && !redirects.has(page) && !entrances.includes(page)) {
      faults.push(["S020", decodeURIComponent(page.slice(host.length)), "", ""]);
    }
  }
  return { faults, counts: { pages: paths.length, links, ids } };
}
