// What the shop page knows, and what can be done at its places.

import { Action } from '../common/action.js';
import { t } from '../common/language.js';
import { PagedList, Part } from '../common/part.js';
import { skeleton } from '../common/view.js';
import { html } from '../lit/lit-html.js';

export const state = {
  /** The number of the user who shops here; `null` for nobody. */
  userId: null,
};

export const parts = {
  popular: new Part(),
  /** Up to more of them than a person looks through. */
  products: new PagedList('products', { step: 100, max: 1_000 }),
  offers: new PagedList('coupons', { step: 100, max: 500 }),
  me: new Part(),
  mine: new PagedList('coupons', { step: 100, max: 500 }),
  orders: new PagedList('orders', { step: 5, max: 500 }),
  history: new PagedList('entries', { step: 20, max: 1_000 }),
};

const actions = new Map();

/** What is done at that place, such as `order:7`. */
export function action(place) {
  if (!actions.has(place)) {
    actions.set(place, new Action());
  }
  return actions.get(place);
}

/** Forgets all that is known of a user, and what was refused to that user. */
export function forgetUserParts() {
  for (const part of [parts.me, parts.mine, parts.orders, parts.history]) {
    part.clear();
  }
  for (const one of actions.values()) {
    one.problem = null;
  }
}

/** A part that belongs to a user; to a guest it says so. */
export function userPart(part, show, rows) {
  return state.userId === null
    ? html`<p class="empty">${t('shop.who.guestPart')}</p>`
    : part.view(show, skeleton(rows));
}
