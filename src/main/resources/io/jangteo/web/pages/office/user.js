// One user: the balance and every entry of it with its reason, the coupons, the orders.

import { dateTime, discountText, number, signedWon, won } from '../common/format.js';
import { t } from '../common/language.js';
import { shop } from '../common/live.js';
import { PagedList, Part } from '../common/part.js';
import { badge } from '../common/view.js';
import { html, nothing } from '../lit/lit-html.js';
import { revoke, WINNER_TONES } from './coupons.js';
import { Download } from './download.js';
import { cause, factList, orderBadge, orderLink, titledList, waiting } from './parts.js';
import { address } from './route.js';
import { actions, charge, rename } from './user-acts.js';

const user = new Part();
const download = new Download();
const entries = new PagedList('entries', { step: 20 });
const coupons = new PagedList('coupons', { step: 20 });
const orders = new PagedList('orders', { step: 20 });

const path = (id) => `/admin/users/${encodeURIComponent(id)}`;

/** Fetches the user first: whoever is not there has no lists either. */
export async function loadUser(id) {
  const problem = await user.load(path(id));
  if (problem) {
    return problem;
  }
  const mine = `/users/${encodeURIComponent(id)}`;
  const problems = await Promise.all([
    entries.load(`${mine}/points/history`),
    coupons.load(`${mine}/coupons`),
    orders.load(`${mine}/orders`),
  ]);
  return problems.find(Boolean) ?? null;
}

export function userTitle(id) {
  const known = shown(id);
  return known ? t('office.user.title', { id, name: known.name }) : t('office.userNumber', { id });
}

export function userView(id) {
  const known = shown(id);
  if (!known) {
    return waiting(8);
  }
  return html`
    <div class="card" data-part="facts">
      <p class="big number">${won(known.point)}</p>
      ${facts(known)}
      <div class="row">
        ${shop()?.charges === 'ADMIN' ? chargeButton(known) : nothing}
        <button aria-label=${t('office.user.renameOf', { name: known.name })} @click=${() => rename(known)}>
          ${t('office.user.rename')}
        </button>
        ${actions(known, () => shown(id) ?? known)}
      </div>
    </div>
    ${titledList('entries', entries, ENTRY_COLUMNS, t('office.lists.noEntries'), download.view(`/admin/users/${id}/points/history`))}
    ${titledList('coupons', coupons, COUPON_COLUMNS, t('office.lists.noCoupons'))}
    ${titledList('orders', orders, ORDER_COLUMNS, t('office.lists.noOrders'))}
  `;
}

/** Where shoppers cannot charge points, the shop does when they have paid. */
function chargeButton(known) {
  return html`
    <button aria-label=${t('office.user.chargeOf', { name: known.name })}
      @click=${() => charge(known, () => (shown(known.id) ?? known).point)}>
      ${t('office.user.charge')}
    </button>
  `;
}

function shown(id) {
  return user.path === path(id) ? user.value : null;
}

function facts({ id, createdAt, reference, orders: byStatus, coupons: count }) {
  const statuses = Object.entries(byStatus).filter(([, orderCount]) => orderCount > 0);
  const links = statuses.map(
    ([status, orderCount]) => html`
      <a class="cell-link" href=${address('orders', { status, userId: id })}>
        ${t(`office.orderStatus.${status}`)} ${number(orderCount)}</a>
    `,
  );
  return factList([
    ['number', html`<span class="number">${id}</span>`],
    ['reference', reference],
    ['since', dateTime(createdAt)],
    ['orders', links.length > 0 ? html`<span class="row">${links}</span>` : t('office.fact.none')],
    ['coupons', number(count)],
  ]);
}

const ENTRY_COLUMNS = [
  ['kind', ({ kind }) => t(`office.entry.${kind}`), 'heading'],
  ['at', ({ at }) => dateTime(at), 'time'],
  ['change', ({ amount }) => signedWon(amount), 'number'],
  ['balance', ({ balanceAfter }) => won(balanceAfter), 'number'],
  ['reason', ({ reference }) => cause(reference)],
];

const COUPON_COLUMNS = [
  ['name', ({ couponId, name }) => html`<a class="cell-link" href="#coupons/${couponId}">${name}</a>`, 'heading'],
  ['discount', ({ discount }) => discountText(discount)],
  ['rank', ({ rank }) => number(rank), 'number'],
  ['taken', ({ issuedAt }) => dateTime(issuedAt), 'time'],
  ['until', ({ expiresAt }) => dateTime(expiresAt), 'time'],
  ['status', ({ status }) => badge(t(`office.couponStatus.${status}`), WINNER_TONES[status])],
  ['actions', revocation, 'actions'],
];

const ORDER_COLUMNS = [
  ['order', ({ id }) => orderLink(id), 'heading'],
  ['placed', ({ createdAt }) => dateTime(createdAt), 'time'],
  ['total', ({ totalAmount }) => won(totalAmount), 'number'],
  ['status', ({ status }) => orderBadge(status)],
];

function revocation({ id, name, status }) {
  const ask = () =>
    revoke(
      id,
      () => t('office.user.revokeOf', { name }),
      () => t('office.user.revoked', { name }),
    );
  return status === 'ISSUED'
    ? html`<button aria-label=${t('office.user.revokeOf', { name })} @click=${ask}>${t('office.act.revoke')}</button>`
    : nothing;
}
