// Orders: every user's, newest first, by status and user; each leads to its trail.

import { dateTime, won } from '../common/format.js';
import { t } from '../common/language.js';
import { PagedList } from '../common/part.js';
import { html } from '../lit/lit-html.js';
import { Download } from './download.js';
import { choices, listView, orderBadge, orderLink } from './parts.js';
import { address, go, query } from './route.js';
import { loadTrail, trailView } from './trail.js';

const STATUSES = ['PENDING', 'PAID', 'REFUNDED', 'CANCELLED', 'EXPIRED'];

const list = new PagedList('orders');
const download = new Download();
const downloadLines = new Download();

export const orders = {
  name: 'orders',
  heading: ({ id }) => (id ? t('office.trail.title', { id }) : t('office.orders.title')),
  backLink: ({ id }) => (id ? html`<p><a href="#orders">← ${t('office.trail.back')}</a></p>` : null),
  load: ({ id, filters }) => (id ? loadTrail(id) : list.load(path(filters))),
  bar: ({ id, filters }) => (id ? null : bar(filters)),
  view: ({ id }) => (id ? trailView(id) : listView(list, t('office.orders.title'), COLUMNS, t('office.orders.none'))),
};

function path(filters) {
  return `/admin/orders${query(wanted(filters))}`;
}

function wanted(filters) {
  return { status: filters.get('status'), userId: filters.get('userId') };
}

function bar(filters) {
  const userId = filters.get('userId');
  const status = filters.get('status');
  const where = (one) => address('orders', { status: one, userId });
  const statuses = STATUSES.map((one) => [where(one), t(`office.orderStatus.${one}`)]);
  const pairs = [[where(null), t('office.all')], ...statuses];
  return html`
    <div class="row between bar">
      ${choices(t('office.orders.byStatus'), where(status), pairs)}
      <form class="row" @submit=${(event) => filterByUser(event, status)}>
        <div class="field">
          <label for="order-user">${t('office.orders.byUser')}</label>
          <div class="key-row">
            <input id="order-user" name="userId" inputmode="numeric" autocomplete="off" .value=${userId ?? ''}>
            <button>${t('office.orders.filter')}</button>
          </div>
        </div>
      </form>
      <div class="row">
        ${download.view(path(filters))}
        ${downloadLines.view(`/admin/orders${query({ ...wanted(filters), lines: true })}`, 'office.take.lines')}
      </div>
    </div>
  `;
}

function filterByUser(event, status) {
  event.preventDefault();
  go(address('orders', { status, userId: event.target.elements.userId.value.trim() }));
}

const COLUMNS = [
  ['order', ({ id }) => orderLink(id), 'heading'],
  ['placed', ({ createdAt }) => dateTime(createdAt), 'time'],
  ['user', ({ userId }) => t('office.userNumber', { id: userId })],
  ['items', itemNames],
  ['total', ({ totalAmount }) => won(totalAmount), 'number'],
  ['status', ({ status }) => orderBadge(status)],
];

function itemNames({ items: [{ name }, ...others] }) {
  return others.length ? t('office.orders.andOthers', { name, count: others.length }) : name;
}
