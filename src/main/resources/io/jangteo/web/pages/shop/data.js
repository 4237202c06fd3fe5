// Fetches the data of the shop page: all parts at once, independently of each other.

import { parts, state } from './state.js';
import { beGuestWithoutToken, forgetUser } from './user.js';
import { asksForToken } from './who.js';

/** Codes of refusals which mean that nobody can shop as the chosen user here. */
const NOBODY = ['USER_NOT_FOUND', 'UNAUTHENTICATED', 'FORBIDDEN'];

/** Fetches the products that are searched for; what was found before stays until then. */
export function fetchFound() {
  return parts.found.load(`/products?query=${encodeURIComponent(state.search)}`, { keep: true });
}

export async function fetchAll() {
  if (asksForToken()) {
    beGuestWithoutToken();
  }
  const { userId } = state;
  const user = `/users/${userId}`;
  const coming = [
    parts.popular.load('/products/popular?explain=true'),
    parts.products.load('/products'),
    parts.offers.load('/coupons'),
  ];
  if (state.search !== '') {
    coming.push(fetchFound());
  }
  if (userId !== null) {
    coming.push(
      parts.me.load(user),
      parts.mine.load(`${user}/coupons`),
      parts.orders.load(`${user}/orders`),
      parts.history.load(`${user}/points/history`),
    );
  }
  await Promise.all(coming);
  const { problem } = parts.me;
  if (NOBODY.includes(problem?.code) && state.userId === userId) {
    forgetUser(problem);
  }
}
