// Where in the back office we are: `#orders`, `#orders/77`, `#orders?status=PAID&userId=3`.

/** The address taken apart: the section, what follows its first slash, or `null`, and the filters. */
export function route() {
  const [path, query] = location.hash.slice(1).split('?');
  const [section, id] = path.split('/');
  return { section: section || 'overview', id: id || null, filters: new URLSearchParams(query) };
}

/** The address of a section with filters; those that are empty are left out. */
export function address(section, filters = {}) {
  return `#${section}${query(filters)}`;
}

export function query(filters) {
  const set = Object.entries(filters).filter(([, value]) => value !== null && value !== '');
  return set.length ? `?${new URLSearchParams(set)}` : '';
}

export function go(where) {
  location.hash = where;
}
