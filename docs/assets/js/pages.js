// What other pages of the edition have, fetched once each: an entry shown in place is a copy of the one on its own page.

const pages = new Map();

/** The edition's root, which these scripts lie two folders below. */
export const root = new URL("../../", import.meta.url);

/** The document at an address of the edition, without its frame. Rejects if it can't be loaded. */
export function documentAt(address) {
  const url = new URL(address, location.href);
  url.hash = url.search = "";
  if (url.href === new URL(location.pathname, location.href).href) return Promise.resolve(document);
  if (!pages.has(url.href)) {
    const page = fetch(new URL("content.txt", url)).then(async (response) => {
      if (!response.ok) throw new Error(`${url} answered ${response.status}`);
      return new DOMParser().parseFromString(await response.text(), "text/html");
    });
    page.catch(() => pages.delete(url.href));
    pages.set(url.href, page);
  }
  return pages.get(url.href);
}

/** A copy of an element of another page: without ids, and with its addresses made absolute. */
export function copyOf(element, address) {
  const copy = document.importNode(element, true);
  for (const part of [copy, ...copy.querySelectorAll("[id]")]) part.removeAttribute("id");
  for (const link of copy.querySelectorAll("[href]")) link.href = new URL(link.getAttribute("href"), address).href;
  return copy;
}
