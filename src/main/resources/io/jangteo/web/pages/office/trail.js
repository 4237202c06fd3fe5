// One order: its facts, its end by the shopkeeper, and everything that it caused as one timeline.

import { post } from '../common/api.js';
import { clockTime, dateTime, day, discountText, number, won } from '../common/format.js';
import { t } from '../common/language.js';
import { Part } from '../common/part.js';
import { html, nothing } from '../lit/lit-html.js';
import { openForm } from './form.js';
import { moments } from './moments.js';
import { customerLink, orderBadge, table, waiting } from './parts.js';

/** What can still be done to an order, by its status. */
const END = { PENDING: 'cancel', PAID: 'refund' };

const trail = new Part();

const path = (id) => `/admin/orders/${encodeURIComponent(id)}/trail`;

export function loadTrail(id) {
  return trail.load(path(id));
}

export function trailView(id) {
  if (trail.path !== path(id) || trail.value === null) {
    return waiting(8);
  }
  const { order, user, coupon } = trail.value;
  return html`
    <div class="trail">
      <div class="card" data-part="facts">
        <header><h3>${t('office.trail.facts')}</h3>${orderBadge(order.status)}</header>
        ${facts(order, user, coupon)}
        <div class="list-card">${itemTable(order)}</div>
        ${END[order.status] ? endButton(order) : nothing}
      </div>
      <div class="card" data-part="line">
        <h3>${t('office.trail.line')}</h3>
        ${timeLine(moments(trail.value))}
      </div>
    </div>
  `;
}

function endButton({ id, status }) {
  const end = END[status];
  return html`
    <div class="row"><button @click=${() => endOrder(id, end)}>${t(`office.act.${end}`)}</button></div>
  `;
}

function endOrder(id, end) {
  openForm({
    title: () => t(`office.act.${end}Of`, { id }),
    id: 'end',
    above: () => html`<p class="soft">${t(`office.act.${end}Ask`)}</p>`,
    fields: [{ name: 'reason', type: 'text' }],
    button: `office.act.${end}`,
    send: (values) => post(`/admin/orders/${id}/cancel`, values),
    said: () => t(`office.act.${end}Done`, { id }),
  });
}

function facts(order, user, coupon) {
  const fact = (name, value) => html`<div><dt>${t(`office.trail.${name}`)}</dt><dd>${value}</dd></div>`;
  return html`
    <dl class="facts">
      ${fact('user', customerLink(user.id, user.name))}
      ${fact('placed', dateTime(order.createdAt))}
      ${order.status === 'PENDING' ? fact('expires', dateTime(order.expiresAt)) : nothing}
      ${order.paidAt ? fact('paid', dateTime(order.paidAt)) : nothing}
      ${coupon ? fact('coupon', couponFact(coupon)) : nothing}
    </dl>
  `;
}

function couponFact({ name, discount, status, expiresAt }) {
  return html`
    ${name} (${discountText(discount)})
    <div class="small soft">
      ${t(`office.couponStatus.${status}`)} · ${t('office.trail.couponUntil', { until: dateTime(expiresAt) })}
    </div>
  `;
}

function itemTable({ items, itemsAmount, discountAmount, totalAmount }) {
  const line = ({ name, unitPrice, quantity, amount }) => html`
    <tr>
      <th scope="row">${name}</th>
      <td class="number" data-label=${t('office.column.quantity')}>${won(unitPrice)} × ${number(quantity)}</td>
      <td class="number" data-label=${t('office.column.amount')}>${won(amount)}</td>
    </tr>
  `;
  const sum = (name, amount, kind = '') => html`
    <tr class="sum-line ${kind}">
      <th scope="row" colspan="2">${t(`office.trail.${name}`)}</th>
      <td class="number">${amount}</td>
    </tr>
  `;
  return table(
    t('office.trail.items'),
    [[t('office.column.name')], [t('office.column.quantity'), 'number'], [t('office.column.amount'), 'number']],
    [
      ...items.map(line),
      discountAmount > 0 ? [sum('itemsAmount', won(itemsAmount)), sum('discount', `−${won(discountAmount)}`)] : nothing,
      sum('total', won(totalAmount), 'sum'),
    ],
  );
}

function timeLine(found) {
  const dayOf = (at) => at?.slice(0, 10);
  return html`
    <ol class="time-line">
      ${found.map(
        ({ at, kind, tone, values, future }, index) => html`
          <li class="${tone} ${future ? 'future' : ''}" data-kind=${kind}>
            ${at === null ? soon() : time(at, index === 0 || dayOf(found[index - 1].at) !== dayOf(at))}
            <div>
              <p class="time-line-what">${t(`office.moment.${kind}`, values)}</p>
              ${detail(kind, values)}
            </div>
          </li>
        `,
      )}
    </ol>
  `;
}

function time(at, withDay) {
  return html`
    <time datetime=${at}>
      ${withDay ? html`<span class="time-line-day">${day(at.slice(0, 10))}</span>` : nothing}
      <span class="number">${clockTime(at)}</span>
    </time>
  `;
}

/** Stands where others have their time, for what is due. */
function soon() {
  return html`<time>${t('office.trail.soon')}</time>`;
}

function because({ reason }) {
  return reason ? t('office.act.because', { reason }) : '';
}

function detail(kind, values) {
  const name = `office.momentDetail.${kind}`;
  const text = values.error || because(values) || (t(name) === name ? '' : t(name, values));
  return text ? html`<p class="small soft">${text}</p>` : nothing;
}
