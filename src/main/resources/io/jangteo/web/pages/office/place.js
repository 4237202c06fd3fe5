// Where one is in a list: how many rows were loaded and how far it is scrolled. It is kept with the entry of the history,
// so that a reload and the way back lead to the same place.

const SCROLLED_MILLIS = 150;

let rows = () => undefined;
let scrolled = () => {};
let timer = null;

/** Keeps the place from now on. `countRows` returns the rows that are loaded; calls back when scrolling has ended. */
export function keepPlace(countRows, onScrolled) {
  rows = countRows;
  scrolled = onScrolled;
  history.scrollRestoration = 'manual';
  window.addEventListener('scroll', wait, { passive: true });
  window.addEventListener('pagehide', store);
  document.addEventListener('click', store, { capture: true }); // Before a link is followed.
}

/** The place of this entry of the history: `{ rows, top }`. */
export function place() {
  return { rows: undefined, top: 0, ...history.state?.place };
}

/** Forgets what was scrolled at the place before this one. */
export function atNewPlace() {
  clearTimeout(timer);
}

/** Keeps how many rows were loaded just now. */
export function storeRows() {
  const { rows: before, top } = place();
  if (rows() !== before) {
    put({ rows: rows(), top });
  }
}

function store() {
  clearTimeout(timer);
  put({ rows: rows(), top: Math.round(window.scrollY) });
}

function put(here) {
  history.replaceState({ ...history.state, place: here }, '');
}

/** The numbers of the first and the last row of the first list that can be seen. */
export function rowsInView() {
  const all = [...(document.querySelector('.list-card tbody')?.rows ?? [])];
  const first = all.findIndex((row) => row.getBoundingClientRect().bottom > 0);
  const last = all.findLastIndex((row) => row.getBoundingClientRect().top < window.innerHeight);
  return first < 0 || last < 0 ? [0, 0] : [first, last];
}

function wait() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    store();
    scrolled();
  }, SCROLLED_MILLIS);
}
