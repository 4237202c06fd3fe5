// The messages to the data platform: the state of each, and buttons to send one again, or all that were given up.

import { post } from '../common/api.js';
import { dateTime, number } from '../common/format.js';
import { t } from '../common/language.js';
import { shopNow } from '../common/live.js';
import { PagedList, Part } from '../common/part.js';
import { badge } from '../common/view.js';
import { html, nothing } from '../lit/lit-html.js';
import { ask } from './dialog.js';
import { failure } from './failures.js';
import { choices, listView, orderLink } from './parts.js';
import { address, go, query } from './route.js';

const TONES = { PENDING: 'warn', DELIVERED: 'good', DEAD: 'bad' };
const TYPES = [
  'order.placed',
  'order.paid',
  'order.cancelled',
  'order.expired',
  'order.refunded',
  'coupon.issued',
  'coupon.sold-out',
  'coupon.revoked',
  'points.charged',
  'stock.sold-out',
  'stock.low',
];

const list = new PagedList('deliveries');
const attention = new Part();

export const deliveries = {
  name: 'deliveries',
  heading: () => t('office.deliveries.title'),

  async load({ filters }) {
    const [problem] = await Promise.all([
      list.load(`/admin/deliveries${query({ status: filters.get('status'), type: filters.get('type') })}`),
      attention.load('/admin/attention'),
    ]);
    return problem;
  },

  view({ filters }) {
    const [status, type] = [filters.get('status'), filters.get('type')];
    const where = (one) => address('deliveries', { status: one, type });
    const statuses = Object.keys(TONES).map((one) => [where(one), t(`office.deliveryStatus.${one}`)]);
    const pairs = [[where(null), t('office.all')], ...statuses];
    return html`
      <p class="soft">${t('office.deliveries.about')}</p>
      <div class="row bar">
        ${choices(t('office.deliveries.byStatus'), where(status), pairs)}
        ${typeChoice(status, type)}
        ${replayAllButton(attention.value?.deadDeliveries ?? 0)}
      </div>
      ${listView(list, t('office.deliveries.title'), COLUMNS, t('office.deliveries.none'))}
    `;
  },
};

const COLUMNS = [
  ['event', event, 'heading'],
  ['made', ({ createdAt }) => dateTime(createdAt), 'time'],
  ['status', outcome],
  ['attempts', ({ attempts }) => number(attempts), 'number'],
  ['actions', actions, 'actions'],
];

/** Returns the words for a type of event. */
export function eventText(type) {
  const name = `office.told.${type.replace(/[.-]/g, '_')}`;
  return t(name) === name ? type : t(name);
}

function what({ type, orderId }) {
  return orderId ? t('office.told.ofOrder', { what: eventText(type), id: orderId }) : eventText(type);
}

function typeChoice(status, type) {
  const choose = ({ target }) => go(address('deliveries', { status, type: target.value }));
  const option = (value, text) => html`<option value=${value} ?selected=${value === (type ?? '')}>${text}</option>`;
  return html`
    <select aria-label=${t('office.told.byType')} @change=${choose}>
      ${option('', t('office.told.allTypes'))} ${TYPES.map((one) => option(one, eventText(one)))}
    </select>
  `;
}

function replayAllButton(count) {
  return count === 0
    ? nothing
    : html`<button class="primary" @click=${() => replayAll(count)}>${givenUp('replayAll', count)}</button>`;
}

function event({ type, orderId }) {
  return html`
    <div>
      ${eventText(type)} ${orderId ? html`<div class="small">${orderLink(orderId)}</div>` : nothing}
    </div>
  `;
}

function outcome({ status, nextAttemptAt, deliveredAt, lastError }) {
  const line = (text, kind = 'soft') => html`<div class="small ${kind}">${text}</div>`;
  return html`
    <div>
      ${badge(t(`office.deliveryStatus.${status}`), TONES[status])}
      ${deliveredAt ? line(dateTime(deliveredAt)) : nothing}
      ${nextAttemptAt ? line(nextAttempt(nextAttemptAt)) : nothing}
      ${lastError ? line(failure(lastError), 'bad') : nothing}
    </div>
  `;
}

/** An attempt that is due, or already under way, has no moment to name. */
function nextAttempt(at) {
  return Date.parse(at) > shopNow()
    ? t('office.deliveries.next', { at: dateTime(at) })
    : t('office.deliveries.nextSoon');
}

function actions(delivery) {
  return html`
    <button aria-label=${t('office.deliveries.replayOf', { what: what(delivery) })} @click=${() => replay(delivery)}>
      ${t('office.deliveries.replay')}
    </button>
  `;
}

function replay(delivery) {
  ask({
    title: () => t('office.deliveries.replayOf', { what: what(delivery) }),
    text: () => t('office.deliveries.replayAsk'),
    yes: () => t('office.deliveries.replay'),
    call: () => post(`/admin/deliveries/${delivery.id}/replay`),
    say: () => t('office.deliveries.replayed', { what: what(delivery) }),
  });
}

function replayAll(count) {
  ask({
    title: () => givenUp('replayAll', count),
    text: () => givenUp('replayAllAsk', count),
    yes: () => t('office.deliveries.replay'),
    call: () => post('/admin/deliveries/replay', { status: 'DEAD' }),
    say: ({ replayed }) => givenUp('replayedAll', replayed),
  });
}

function givenUp(name, count) {
  return t(`office.told.${name}`, { count: number(count) });
}
