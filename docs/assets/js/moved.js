// What has moved leads on by itself: the address keeps what it asks for, and its fragment is carried or mapped.

/** Go where the id of an address is now, on a page that says where it has moved, or that has moved itself. */
export function goOn(id) {
  const entry = id ? document.getElementById(id) : null;
  const link = entry?.matches(".moved") ? entry.querySelector("a") : document.querySelector("a.moved-page");
  const address = new URL(link.href);
  address.search = location.search;
  if (!address.hash && id && !entry) address.hash = id;
  location.replace(address);
}
