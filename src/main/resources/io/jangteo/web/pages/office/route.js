// The current place in the back office: `#orders`, `#orders/77`, `#orders?status=PAID&userId=3`.

/** Parses the address into the section, the part after its first slash, or `null`, and the filters. */
export function route() {
  const [path, query] = location.hash.slice(1).split('?');
  const [section, id] = path.split('/');
  return { section: section || 'overview', id: id || null, filters: new URLSearchParams(query) };
}

/** Returns the address of a section with filters; empty filters are left out. */
export function address(section, filters = {}) {
  return `#${section}${query(filters)}`;
}

export function query(filters) {
  const set = Object.entries(filters).filter(([, value]) => value !== null && value !== '');
  return set.length ? `?${new URLSearchParams(set)}` : '';
}

/** Changes the filters of the section that is shown; the focus stays, and so does the way back. */
export function narrow(where) {
  history.replaceState(null, '', where);
  document.dispatchEvent(new Event('narrowed'));
}

export function go(where) {
  location.hash = where;
}
