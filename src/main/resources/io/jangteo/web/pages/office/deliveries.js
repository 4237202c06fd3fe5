// The messages to the data platform: the state of each, and a button to send it again.

import { post } from '../common/api.js';
import { dateTime, number } from '../common/format.js';
import { t } from '../common/language.js';
import { PagedList } from '../common/part.js';
import { badge } from '../common/view.js';
import { html, nothing } from '../lit/lit-html.js';
import { ask } from './dialog.js';
import { choices, listView, orderLink } from './parts.js';
import { address, query } from './route.js';

const TONES = { PENDING: 'warn', DELIVERED: 'good', DEAD: 'bad' };

const list = new PagedList('deliveries');

export const deliveries = {
  name: 'deliveries',
  heading: () => t('office.deliveries.title'),

  load: ({ filters }) => list.load(`/admin/deliveries${query({ status: filters.get('status') })}`),

  view({ filters }) {
    const where = (status) => address('deliveries', { status });
    const statuses = Object.keys(TONES).map((one) => [where(one), t(`office.deliveryStatus.${one}`)]);
    const pairs = [[where(null), t('office.all')], ...statuses];
    return html`
      <p class="soft">${t('office.deliveries.about')}</p>
      <div class="row bar">
        ${choices(t('office.deliveries.byStatus'), where(filters.get('status')), pairs)}
      </div>
      ${listView(list, t('office.deliveries.title'), COLUMNS, t('office.deliveries.none'))}
    `;
  },
};

const COLUMNS = [
  ['order', ({ orderId }) => orderLink(orderId), 'heading'],
  ['made', ({ createdAt }) => dateTime(createdAt), 'time'],
  ['status', outcome],
  ['attempts', ({ attempts }) => number(attempts), 'number'],
  ['actions', actions, 'actions'],
];

function outcome({ status, nextAttemptAt, deliveredAt, lastError }) {
  const line = (text, kind = 'soft') => html`<div class="small ${kind}">${text}</div>`;
  return html`
    <div>
      ${badge(t(`office.deliveryStatus.${status}`), TONES[status])}
      ${deliveredAt ? line(dateTime(deliveredAt)) : nothing}
      ${nextAttemptAt ? line(t('office.deliveries.next', { at: dateTime(nextAttemptAt) })) : nothing}
      ${lastError ? line(lastError, 'bad') : nothing}
    </div>
  `;
}

function actions(delivery) {
  return html`
    <button aria-label=${t('office.deliveries.replayOf', { id: delivery.orderId })} @click=${() => replay(delivery)}>
      ${t('office.deliveries.replay')}
    </button>
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
