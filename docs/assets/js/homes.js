// Where an id of the edition is, whatever page that is.

const root = new URL("../../", import.meta.url);

/** The address of the page that has an id; undefined if none is known to, or it can't be found out. */
export async function homeOf(id) {
  const pages = await fetch(new URL("ids.json", root)).then((response) => response.json(), () => ({}));
  const page = Object.keys(pages).find((address) => pages[address].split(" ").includes(id));
  return page === undefined ? undefined : new URL(`${page}#${id}`, root).href;
}
