// Orders: everyone's, newest first, by status and user; one of them leads to all that it caused.
import { html } from '../lit/lit-html.js';
import { repeat } from '../lit/directives/repeat.js';
import { dateTime, won } from '../common/format.js';
import { t } from '../common/language.js';
import { PagedList } from './list.js';
import { choices, orderBadge, table } from './parts.js';
import { address, go } from './route.js';
import { loadTrail, trailView } from './trail.js';

const STATUSES = ['PENDING', 'PAID', 'REFUNDED', 'CANCELLED', 'EXPIRED'];

const list = new PagedList('orders');

export const orders = {
  name: 'orders',
  heading: ({ id }) => (id ? t('office.trail.title', { id }) : t('office.orders.title')),
  backLink: ({ id }) => (id ? html`<p><a href="#orders">← ${t('office.trail.back')}</a></p>` : null),
  load: ({ id, filters }) => (id ? loadTrail(id) : list.load(path(filters))),
  bar: ({ id, filters }) => (id ? null : bar(filters)),
  view: ({ id }) => (id ? trailView(id) : list.view(t('office.orders.none'), orderTable)),
};

function path(filters) {
  const asked = new URLSearchParams();
  for (const name of ['status', 'userId']) {
    if (filters.get(name)) {
      asked.set(name, filters.get(name));
    }
  }
  return asked.size ? `/admin/orders?${asked}` : '/admin/orders';
}

function bar(filters) {
  const userId = filters.get('userId');
  const status = filters.get('status');
  const where = (wanted) => address('orders', { status: wanted, userId });
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
    </div>
  `;
}

function filterByUser(event, status) {
  event.preventDefault();
  go(address('orders', { status, userId: event.target.elements.userId.value.trim() }));
}

function orderTable(found) {
  return table(
    t('office.orders.title'),
    [
      [t('office.column.order')],
      [t('office.column.placed')],
      [t('office.column.user')],
      [t('office.column.items')],
      [t('office.column.total'), 'number'],
      [t('office.column.status')],
    ],
    repeat(found, ({ id }) => id, row),
  );
}

function row({ id, createdAt, userId, items, totalAmount, status }) {
  const [{ name }, ...others] = items;
  const all = others.length ? t('office.orders.andOthers', { name, count: others.length }) : name;
  return html`
    <tr>
      <th scope="row"><a class="cell-link" href="#orders/${id}">${t('office.orders.number', { id })}</a></th>
      <td class="number" data-label=${t('office.column.placed')}>${dateTime(createdAt)}</td>
      <td data-label=${t('office.column.user')}>${t('office.userNumber', { id: userId })}</td>
      <td data-label=${t('office.column.items')}>${all}</td>
      <td class="number" data-label=${t('office.column.total')}>${won(totalAmount)}</td>
      <td data-label=${t('office.column.status')}>${orderBadge(status)}</td>
    </tr>
  `;
}
