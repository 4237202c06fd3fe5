// What the browser keeps, where it lets us: for the next visit, or for as long as a window is open.

/** Where the back office keeps the admin key. */
export const ADMIN_KEY = 'admin-key';

/** Keeps a choice for the next visit. */
export function remember(name, value) {
  put('localStorage', name, value);
}

export function remembered(name) {
  return got('localStorage', name);
}

/** Keeps a text for as long as this window is open; `null` forgets it. */
export function keep(name, value) {
  put('sessionStorage', name, value);
}

export function kept(name) {
  return got('sessionStorage', name);
}

function put(storage, name, value) {
  try {
    if (value === null) {
      window[storage].removeItem(name);
    } else {
      window[storage].setItem(name, value);
    }
  } catch {
    // It holds until the page is left, then.
  }
}

function got(storage, name) {
  try {
    return window[storage].getItem(name);
  } catch {
    return null;
  }
}
