// Browser storage, where it is allowed: for the next visit, or for as long as a window is open.

/** The name under which the back office stores the admin key. */
export const ADMIN_KEY = 'admin-key';

/** Stores a choice for the next visit. */
export function remember(name, value) {
  put('localStorage', name, value);
}

export function remembered(name) {
  return got('localStorage', name);
}

/** Stores a text for as long as this window is open; `null` deletes it. */
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
    // The value then lasts until the page is left.
  }
}

function got(storage, name) {
  try {
    return window[storage].getItem(name);
  } catch {
    return null;
  }
}
