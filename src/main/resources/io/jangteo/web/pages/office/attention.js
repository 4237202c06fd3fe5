// What needs the shopkeeper, kept in step with the shop: the overview and the badges of the menu show it.

import { number } from '../common/format.js';
import { t } from '../common/language.js';
import { Part } from '../common/part.js';
import { html, nothing } from '../lit/lit-html.js';
import { waiting } from './parts.js';

/** The server lists no more than this many; beyond it, the number is unknown. */
const LISTED_MAX = 20;

const part = new Part();

/** Shows what needs the shopkeeper, or a placeholder, or the reason why it is not known. */
export function attentionView(show) {
  return part.view(show, waiting(8));
}

export function loadAttention() {
  return part.load('/admin/attention');
}

/** Forgets it, when the key is removed. */
export function forgetAttention() {
  part.clear();
}

/** The length of one of the lists, such as `3` or `20+`. */
export function listedCount({ length }) {
  return length < LISTED_MAX ? number(length) : `${number(LISTED_MAX)}+`;
}

/** The number of things in that section that need the shopkeeper, beside its name in the menu; nothing for none. */
export function navBadge(section) {
  const { count, tone } = badges()[section] ?? {};
  return count && count !== '0'
    ? html`
        <span class="badge ${tone}" data-badge=${section}>${count}<span class="visually-hidden">
          ${t(`office.attention.${section}`)}</span></span>
      `
    : nothing;
}

function badges() {
  if (!part.value) {
    return {};
  }
  const { deadDeliveries, pendingOrders, soldOut, offersRunningOut } = part.value;
  return {
    deliveries: { count: number(deadDeliveries), tone: 'bad' },
    orders: { count: number(pendingOrders), tone: 'warn' },
    products: { count: listedCount(soldOut), tone: 'warn' },
    coupons: { count: listedCount(offersRunningOut), tone: '' },
  };
}
