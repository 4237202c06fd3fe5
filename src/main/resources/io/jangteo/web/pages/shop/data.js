// Fetches what the shop page shows: all parts at once, each for itself.
import { get, Problem } from '../common/api.js';
import { state } from './state.js';
import { forgetUser } from './user.js';

const PAGE_MAX = 100;
/** What a call as the chosen user is answered if nobody can shop as that user here. */
const NOBODY = ['USER_NOT_FOUND', 'UNAUTHENTICATED', 'FORBIDDEN'];

export async function fetchAll() {
  const userId = state.userId;
  const common = [
    fetchPart('popular', get('/products/popular?explain=true')),
    fetchPart('products', list('/products', 'products')),
    fetchPart('offers', list('/coupons', 'coupons', 'offers')),
  ];
  if (userId !== null) {
    const user = `/users/${userId}`;
    common.push(
      fetchPart('me', get(user), userId),
      fetchPart('mine', list(`${user}/coupons`, 'coupons', 'mine'), userId),
      fetchPart('orders', list(`${user}/orders`, 'orders'), userId),
      fetchPart('history', list(`${user}/points/history`, 'entries', 'history'), userId),
    );
  }
  await Promise.all(common);
  const problem = state.parts.me.problem;
  if (problem && NOBODY.includes(problem.code) && state.userId === userId) {
    forgetUser(problem);
  }
}

/** Keeps what was there before if it fails; keeps nothing that comes for a user who has left meanwhile. */
async function fetchPart(name, coming, userId) {
  const result = await coming.then(
    (value) => ({ value }),
    (problem) => ({ ...state.parts[name], problem }),
  );
  if (result.problem && !(result.problem instanceof Problem)) {
    throw result.problem;
  }
  if (userId === undefined || userId === state.userId) {
    state.parts[name] = result;
  }
}

/** As many items as are wanted, and whether there are more. */
async function list(path, field, name = field) {
  const items = [];
  let cursor = null;
  do {
    const limit = Math.min(PAGE_MAX, state.wanted[name] - items.length);
    const page = await get(`${path}?limit=${limit}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
    items.push(...page[field]);
    cursor = page.nextCursor;
  } while (cursor && items.length < state.wanted[name]);
  return { items, more: cursor !== null };
}
