// The state of the shop page, and the actions at its places.

import { Action } from '../common/action.js';
import { t } from '../common/language.js';
import { PagedList, Part } from '../common/part.js';
import { skeleton } from '../common/view.js';
import { html } from '../lit/lit-html.js';

export const state = {
  /** The id of the current user; `null` for none. */
  userId: null,
  /** What products are searched for; empty for nothing. */
  search: '',
};

export const parts = {
  popular: new Part(),
  /** The bound is larger than the number of entries that a person looks through. */
  products: new PagedList('products', { step: 100, max: 1_000 }),
  /** Those with a part of a name. */
  found: new PagedList('products', { step: 100, max: 1_000 }),
  offers: new PagedList('coupons', { step: 100, max: 500 }),
  me: new Part(),
  mine: new PagedList('coupons', { step: 100, max: 500 }),
  orders: new PagedList('orders', { step: 5, max: 500 }),
  history: new PagedList('entries', { step: 20, max: 1_000 }),
};

/** Returns whether there is nothing to buy, to take or to use, and nothing was sold. */
export function isEmpty() {
  const lists = [
    parts.products.value?.items,
    parts.offers.value?.items,
    parts.popular.value?.products,
    parts.mine.items,
  ];
  return state.search === '' && lists.every((list) => list?.length === 0);
}

const actions = new Map();

/** The action at that place, such as `order:7`. */
export function action(place) {
  if (!actions.has(place)) {
    actions.set(place, new Action());
  }
  return actions.get(place);
}

/** Forgets everything known of a user, and the refusals for that user. */
export function forgetUserParts() {
  for (const part of [parts.me, parts.mine, parts.orders, parts.history]) {
    part.clear();
  }
  for (const one of actions.values()) {
    one.problem = null;
  }
}

/** A part that belongs to a user; tells a guest so. */
export function userPart(part, show, rows) {
  return state.userId === null
    ? html`<p class="empty">${t('shop.who.guestPart')}</p>`
    : part.view(show, skeleton(rows));
}
