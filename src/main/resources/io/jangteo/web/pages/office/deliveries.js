// The messages to the data platform: what became of each, and another go.
import { html, nothing } from '../lit/lit-html.js';
import { repeat } from '../lit/directives/repeat.js';
import { post } from '../common/api.js';
import { dateTime, number } from '../common/format.js';
import { t } from '../common/language.js';
import { ask } from './dialog.js';
import { PagedList } from './list.js';
import { badge, choices, table } from './parts.js';
import { address } from './route.js';

const TONES = { PENDING: 'warn', DELIVERED: 'good', DEAD: 'bad' };

const list = new PagedList('deliveries');

export const deliveries = {
  name: 'deliveries',
  heading: () => t('office.deliveries.title'),

  load({ filters }) {
    const status = filters.get('status');
    return list.load(status ? `/admin/deliveries?status=${encodeURIComponent(status)}` : '/admin/deliveries');
  },

  view({ filters }) {
    const where = (status) => address('deliveries', { status });
    const statuses = Object.keys(TONES).map((one) => [where(one), t(`office.deliveryStatus.${one}`)]);
    const pairs = [[where(null), t('office.all')], ...statuses];
    return html`
      <p class="soft">${t('office.deliveries.about')}</p>
      <div class="row bar">
        ${choices(t('office.deliveries.byStatus'), where(filters.get('status')), pairs)}
      </div>
      ${list.view(t('office.deliveries.none'), deliveryTable)}
    `;
  },
};

function deliveryTable(found) {
  return table(
    t('office.deliveries.title'),
    [
      [t('office.column.order')],
      [t('office.column.made')],
      [t('office.column.status')],
      [t('office.column.attempts'), 'number'],
      [t('office.column.actions')],
    ],
    repeat(found, ({ id }) => id, row),
  );
}

function row(delivery) {
  const { id, orderId, createdAt, status, attempts, nextAttemptAt, deliveredAt, lastError } = delivery;
  return html`
    <tr data-delivery=${id}>
      <th scope="row">
        <a class="cell-link" href="#orders/${orderId}">${t('office.orders.number', { id: orderId })}</a>
      </th>
      <td class="number" data-label=${t('office.column.made')}>${dateTime(createdAt)}</td>
      <td data-label=${t('office.column.status')}>
        <div>
          ${badge(t(`office.deliveryStatus.${status}`), TONES[status])}
          ${deliveredAt ? html`<div class="small soft">${dateTime(deliveredAt)}</div>` : nothing}
          ${
            nextAttemptAt
              ? html`<div class="small soft">${t('office.deliveries.next', { at: dateTime(nextAttemptAt) })}</div>`
              : nothing
          }
          ${lastError ? html`<div class="small bad">${lastError}</div>` : nothing}
        </div>
      </td>
      <td class="number" data-label=${t('office.column.attempts')}>${number(attempts)}</td>
      <td>
        <div class="row actions">
          <button aria-label=${t('office.deliveries.replayOf', { id: orderId })} @click=${() => replay(delivery)}>
            ${t('office.deliveries.replay')}
          </button>
        </div>
      </td>
    </tr>
  `;
}

function replay({ id, orderId }) {
  ask({
    title: () => t('office.deliveries.replayOf', { id: orderId }),
    text: () => t('office.deliveries.replayAsk'),
    yes: () => t('office.deliveries.replay'),
    call: () => post(`/admin/deliveries/${id}/replay`),
    say: () => t('office.deliveries.replayed', { id: orderId }),
  });
}
