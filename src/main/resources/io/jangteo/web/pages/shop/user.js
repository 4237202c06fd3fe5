// The current user: stored for the next visit, and separately for each window. A token is kept until its window is closed.

import { get, hasToken, useToken } from '../common/api.js';
import { keep, kept, remember, remembered } from '../common/storage.js';
import { restoreCart } from './basket.js';
import { forgetUserParts, parts, state } from './state.js';

const USER = 'user';
const TOKEN = 'token';

/** The reason why the previously chosen user is no longer valid: `{ id, problem }`, or `null`. */
let lost = null;

export function lostUser() {
  return lost;
}

/** Restores the user of the last visit, or takes the one in the address, `#user=1&token=…`. */
export function restoreUser() {
  const named = fromAddress();
  if (named) {
    keepUser(named.userId, named.token);
  }
  useToken(kept(TOKEN));
  lost = null;
  forgetUserParts();
  const number = Number(kept(USER) ?? remembered(USER));
  state.userId = Number.isSafeInteger(number) && number > 0 ? number : null;
  restoreCart();
}

/**
 * Shops as that user from now on.
 *
 * @throws Problem if there is no such user, or if the token is not that user's; nothing changes then
 */
export async function becomeUser(number, token) {
  useToken(token);
  try {
    const user = await get(`/users/${encodeURIComponent(number)}`);
    keepUser(String(user.id), token);
    lost = null;
    state.userId = user.id;
    forgetUserParts();
    Object.assign(parts.me, { path: `/users/${user.id}`, value: user });
    restoreCart();
    return user;
  } catch (problem) {
    useToken(kept(TOKEN));
    throw problem;
  }
}

export function leave() {
  keepUser('', null);
  useToken(null);
  lost = null;
  state.userId = null;
  forgetUserParts();
  restoreCart();
}

/**
 * Shops as a guest if this window has no token, where tokens are required: the user that another window stored has its
 * token there. What is stored stays.
 */
export function beGuestWithoutToken() {
  if (state.userId !== null && !hasToken()) {
    state.userId = null;
    forgetUserParts();
    restoreCart();
  }
}

export function forgetUser(problem) {
  const id = state.userId;
  leave();
  lost = { id, problem };
}

/** Others could see and store a token in the address, so it is removed from there. */
function fromAddress() {
  const named = new URLSearchParams(location.hash.slice(1));
  if (!named.has('user') && !named.has('token')) {
    return null;
  }
  history.replaceState(null, '', location.pathname + location.search);
  return named.has('user') && { userId: named.get('user'), token: named.get('token') };
}

function keepUser(userId, token) {
  remember(USER, userId);
  keep(USER, userId);
  keep(TOKEN, token);
}
