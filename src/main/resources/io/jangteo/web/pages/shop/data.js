// Fetches what the shop page shows: all parts at once, each for itself.

import { parts, state } from './state.js';
import { forgetUser } from './user.js';

/** What a call as the chosen user is answered if nobody can shop as that user here. */
const NOBODY = ['USER_NOT_FOUND', 'UNAUTHENTICATED', 'FORBIDDEN'];

export async function fetchAll() {
  const { userId } = state;
  const user = `/users/${userId}`;
  const coming = [
    parts.popular.load('/products/popular?explain=true'),
    parts.products.load('/products'),
    parts.offers.load('/coupons'),
  ];
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
