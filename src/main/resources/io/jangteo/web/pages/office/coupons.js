// Coupons: the offers with the number issued of each, and a new one.

import { post } from '../common/api.js';
import { dateTime, discountText, number, won } from '../common/format.js';
import { t } from '../common/language.js';
import { shop, shopNow } from '../common/live.js';
import { PagedList } from '../common/part.js';
import { badge } from '../common/view.js';
import { html, nothing } from '../lit/lit-html.js';
import { openForm } from './form.js';
import { listView } from './parts.js';
import { withOffset } from './zone.js';

const list = new PagedList('coupons');

export const coupons = {
  name: 'coupons',
  heading: () => t('office.coupons.title'),

  load: () => list.load('/coupons'),

  view() {
    return html`
      <div class="row between bar">
        <p class="soft">${t('office.coupons.about')}</p>
        <button class="primary" @click=${create}>${t('office.coupons.new')}</button>
      </div>
      ${listView(list, t('office.coupons.title'), COLUMNS, t('office.coupons.none'))}
    `;
  },
};

const COLUMNS = [
  ['number', ({ id }) => id, 'number'],
  ['name', ({ name }) => name, 'heading'],
  ['discount', terms],
  ['issued', issues],
  ['window', issueWindow],
];

function terms({ discount, minOrderAmount }) {
  return html`
    <div>
      ${discountText(discount)}
      ${
        minOrderAmount > 0
          ? html`<div class="small soft">${t('office.coupons.from', { amount: won(minOrderAmount) })}</div>`
          : nothing
      }
    </div>
  `;
}

function issues({ name, issued, quantity }) {
  return html`
    <div>
      <span class="number">${number(issued)} / ${number(quantity)}</span>
      <progress max=${quantity} .value=${issued} aria-label=${t('office.coupons.issuedOf', { name })}></progress>
    </div>
  `;
}

function issueWindow(coupon) {
  return html`
    <div>
      ${stateBadge(coupon)}
      <div class="small soft">${windowText(coupon)}</div>
      <div class="small soft">${t('office.coupons.validDays', { count: number(coupon.validDays) })}</div>
    </div>
  `;
}

function stateBadge({ issued, quantity, issueFrom, issueUntil }) {
  if (issueUntil && Date.parse(issueUntil) <= shopNow()) {
    return badge(t('office.coupons.closed'), '');
  }
  if (issueFrom && Date.parse(issueFrom) > shopNow()) {
    return badge(t('office.coupons.soon'), 'warn');
  }
  return issued < quantity ? badge(t('office.coupons.open'), 'good') : badge(t('office.coupons.gone'), 'bad');
}

function windowText({ issueFrom, issueUntil }) {
  if (!issueFrom && !issueUntil) {
    return t('office.coupons.always');
  }
  return `${issueFrom ? dateTime(issueFrom) : ''} ~ ${issueUntil ? dateTime(issueUntil) : ''}`;
}

const FIELDS = [
  { name: 'name', type: 'text' },
  {
    name: 'type',
    type: 'select',
    value: 'FIXED',
    options: [
      ['FIXED', 'office.coupons.typeFixed'],
      ['PERCENT', 'office.coupons.typePercent'],
    ],
  },
  {
    name: 'amount',
    type: 'whole',
    path: 'discount.amount',
    label: 'discountAmount',
    wrong: 'discountAmount',
    hint: 'none',
    when: { type: 'FIXED' },
  },
  { name: 'percent', type: 'whole', path: 'discount.percent', when: { type: 'PERCENT' } },
  { name: 'maxAmount', type: 'whole', path: 'discount.maxAmount', when: { type: 'PERCENT' } },
  { name: 'minOrderAmount', type: 'whole', value: '0' },
  { name: 'quantity', type: 'whole' },
  { name: 'validDays', type: 'whole', value: '30' },
  { name: 'issueFrom', type: 'datetime-local' },
  { name: 'issueUntil', type: 'datetime-local' },
];

function create() {
  openForm({
    title: () => t('office.coupons.new'),
    id: 'coupon',
    fields: FIELDS,
    below: () => html`<p class="small soft">${t('office.coupons.zone', { zone: shop().zone })}</p>`,
    button: 'office.coupons.create',
    send: (values) => post('/admin/coupons', offer(values)),
    said: ({ id, name }) => t('office.coupons.created', { id, name }),
  });
}

function offer({ type, amount, percent, maxAmount, issueFrom, issueUntil, ...rest }) {
  return {
    ...rest,
    discount: type === 'FIXED' ? { type, amount } : { type, percent, maxAmount },
    issueFrom: issueFrom && withOffset(issueFrom, shop().zone),
    issueUntil: issueUntil && withOffset(issueUntil, shop().zone),
  };
}
