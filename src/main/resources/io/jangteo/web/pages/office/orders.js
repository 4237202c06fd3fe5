// Orders: every user's, newest first, by status and user; each leads to its trail.

import { dateTime, won } from '../common/format.js';
import { t } from '../common/language.js';
import { PagedList } from '../common/part.js';
import { html, nothing } from '../lit/lit-html.js';
import { Download } from './download.js';
import { choices, customerLink, listView, named, orderBadge, orderLink, userText } from './parts.js';
import { rowsInView } from './place.js';
import { address, narrow, query } from './route.js';
import { DETAILS, noneFound, searchField } from './search.js';
import { loadTrail, trailView } from './trail.js';

const STATUSES = ['PENDING', 'PAID', 'REFUNDED', 'CANCELLED', 'EXPIRED'];

const FILTERS = ['status', 'userId', 'query', 'from', 'to'];

const list = new PagedList('orders', { inView: rowsInView, read: ({ orders, users }) => named(orders, users) });
const download = new Download();
const downloadLines = new Download();

export const orders = {
  name: 'orders',
  list,
  heading: ({ id }) => (id ? t('office.trail.title', { id }) : t('office.orders.title')),
  backLink: ({ id }) => (id ? html`<p><a href="#orders">← ${t('office.trail.back')}</a></p>` : null),
  load: ({ id, filters, rows, keep }) => (id ? loadTrail(id) : list.load(path(filters, DETAILS), { rows, keep })),
  bar: ({ id, filters }) => (id ? null : bar(filters)),
  view: ({ id, filters }) =>
    id ? trailView(id) : listView(list, t('office.orders.title'), COLUMNS, noneFound(filters, t('office.orders.none'))),
};

function path(filters, details = {}) {
  return `/admin/orders${query({ ...given(filters), ...details })}`;
}

function given(filters) {
  return Object.fromEntries(FILTERS.map((name) => [name, filters.get(name)]));
}

function bar(filters) {
  const now = given(filters);
  const where = (status) => address('orders', { ...now, status });
  const statuses = STATUSES.map((one) => [where(one), t(`office.orderStatus.${one}`)]);
  const pairs = [[where(null), t('office.all')], ...statuses];
  return html`
    <div class="stack bar">
      ${choices(t('office.orders.byStatus'), where(now.status), pairs)}
      <div class="row">
        ${searchField('orders', filters, t('office.orders.search'))}
        ${dayField('from', now)} ${dayField('to', now)}
      </div>
      ${now.userId ? ofUser(now) : nothing}
      <div class="row">
        ${download.view(path(filters))}
        ${downloadLines.view(`/admin/orders${query({ ...now, lines: true })}`, 'office.take.lines')}
      </div>
    </div>
  `;
}

function dayField(name, now) {
  const choose = ({ target }) => narrow(address('orders', { ...now, [name]: target.value }));
  return html`
    <div class="field">
      <label for="order-${name}">${t(`office.orders.${name}`)}</label>
      <input id="order-${name}" type="date" .value=${now[name] ?? ''} @change=${choose}>
    </div>
  `;
}

/** Says that the orders are one user's, with a way to everybody's. */
function ofUser(now) {
  const name = list.value?.first.users.find(({ id }) => String(id) === now.userId)?.name;
  return html`
    <p>
      ${t('office.orders.ofUser', { user: userText(now.userId, name) })}
      <a href=${address('orders', { ...now, userId: null })}>${t('office.orders.ofAll')}</a>
    </p>
  `;
}

const COLUMNS = [
  ['order', ({ id }) => orderLink(id), 'heading'],
  ['placed', ({ createdAt }) => dateTime(createdAt), 'time'],
  ['user', ({ userId, userName }) => customerLink(userId, userName)],
  ['items', itemNames],
  ['total', ({ totalAmount }) => won(totalAmount), 'number'],
  ['status', ({ status }) => orderBadge(status)],
];

function itemNames({ items: [{ name }, ...others] }) {
  return others.length ? t('office.orders.andOthers', { name, count: others.length }) : name;
}
