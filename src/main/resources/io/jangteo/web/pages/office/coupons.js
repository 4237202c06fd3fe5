// Coupons: the offers with what became of each, a new one, another quantity or window, the end; and who has a coupon.

import { patch, post } from '../common/api.js';
import { dateTime, discountText, number, won } from '../common/format.js';
import { t } from '../common/language.js';
import { shop, shopNow } from '../common/live.js';
import { PagedList } from '../common/part.js';
import { badge } from '../common/view.js';
import { html, nothing } from '../lit/lit-html.js';
import { ask } from './dialog.js';
import { Download } from './download.js';
import { openForm } from './form.js';
import { customerLink, listView, named, orderLink } from './parts.js';
import { localTime, withOffset } from './zone.js';

const list = new PagedList('coupons');
const winners = new PagedList('issued', { read: ({ issued, users }) => named(issued, users) });
const download = new Download();

export const coupons = {
  name: 'coupons',
  heading: ({ id }) => (id ? t('office.act.winnersOf', { id }) : t('office.coupons.title')),
  backLink: ({ id }) => (id ? html`<p><a href="#coupons">← ${t('office.act.backToCoupons')}</a></p>` : null),

  load: ({ id }) =>
    id ? winners.load(`/admin/coupons/${encodeURIComponent(id)}/issued?details=true`) : list.load('/admin/coupons'),

  view({ id }) {
    if (id) {
      return html`
        <div class="row bar">${download.view(`/admin/coupons/${encodeURIComponent(id)}/issued`)}</div>
        ${listView(winners, t('office.act.winnersOf', { id }), WINNER_COLUMNS, t('office.act.noWinners'))}
      `;
    }
    return html`
      <div class="row between bar">
        <p class="soft">${t('office.coupons.about')}</p>
        <button class="primary" @click=${createCoupon}>${t('office.coupons.new')}</button>
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
  ['actions', actions, 'actions'],
];

export const WINNER_TONES = { ISSUED: 'good', USED: '', EXPIRED: '', REVOKED: 'bad' };

const WINNER_COLUMNS = [
  ['rank', ({ rank }) => number(rank), 'number'],
  ['user', ({ userId, userName }) => customerLink(userId, userName), 'heading'],
  ['status', ({ status }) => badge(t(`office.couponStatus.${status}`), WINNER_TONES[status])],
  ['taken', ({ issuedAt }) => dateTime(issuedAt), 'time'],
  ['order', ({ orderId }) => (orderId ? orderLink(orderId) : nothing)],
  ['actions', revocation, 'actions'],
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

function issues({ id, name, issued, quantity, used, revoked }) {
  const became = { used: number(used), revoked: number(revoked) };
  return html`
    <div>
      <a class="cell-link number" href="#coupons/${id}" aria-label=${t('office.act.winnersOf', { id })}>
        ${number(issued)} / ${number(quantity)}</a>
      <progress max=${quantity} .value=${issued} aria-label=${t('office.coupons.issuedOf', { name })}></progress>
      ${issued > 0 ? html`<div class="small soft">${t('office.act.became', became)}</div>` : nothing}
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

function stateBadge({ issued, quantity, issueFrom, issueUntil, closedAt }) {
  if (closedAt || (issueUntil && Date.parse(issueUntil) <= shopNow())) {
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

function actions(coupon) {
  const { name, closedAt } = coupon;
  return html`
    <button aria-label=${t('office.act.changeOf', { name })} @click=${() => change(coupon)}>
      ${t('office.act.change')}
    </button>
    ${
      closedAt
        ? nothing
        : html`
            <button aria-label=${t('office.act.closeOf', { name })} @click=${() => close(coupon)}>
              ${t('office.act.close')}
            </button>
          `
    }
  `;
}

function close({ id, name }) {
  ask({
    title: () => t('office.act.closeOf', { name }),
    text: () => t('office.act.closeAsk'),
    yes: () => t('office.act.close'),
    call: () => post(`/admin/coupons/${id}/close`),
    say: () => t('office.act.closed', { name }),
  });
}

function change({ id, name, quantity, issueFrom, issueUntil, closedAt }) {
  const { zone } = shop();
  const local = (moment) => (moment ? localTime(moment, zone) : '');
  const standing = [
    { name: 'quantity', type: 'whole', value: String(quantity), codes: ['QUANTITY_BELOW_ISSUED'] },
    { name: 'issueFrom', type: 'datetime-local', value: local(issueFrom) },
    { name: 'issueUntil', type: 'datetime-local', value: local(issueUntil) },
  ];
  openForm({
    title: () => t('office.act.changeOf', { name }),
    id: 'coupon',
    fields: [{ name: 'name', type: 'text', value: name }, ...(closedAt ? [] : standing)],
    below: () => html`<p class="small soft">${t('office.coupons.zone', { zone })}</p>`,
    button: 'office.save',
    send: (values) => patch(`/admin/coupons/${id}`, closedAt ? values : withWindow(values)),
    said: (coupon) => t('office.act.changed', { name: coupon.name }),
  });
}

function revocation({ id, rank, status }) {
  return status === 'ISSUED'
    ? html`
        <button aria-label=${t('office.act.revokeOf', { rank: number(rank) })} @click=${() => revokeRank(id, rank)}>
          ${t('office.act.revoke')}
        </button>
      `
    : nothing;
}

function revokeRank(id, rank) {
  const of = { rank: number(rank) };
  revoke(
    id,
    () => t('office.act.revokeOf', of),
    () => t('office.act.revoked', of),
  );
}

/** Asks for the reason and takes an issued coupon back. */
export function revoke(id, title, said) {
  openForm({
    title,
    id: 'revocation',
    above: () => html`<p class="soft">${t('office.act.revokeAsk')}</p>`,
    fields: [{ name: 'reason', type: 'text' }],
    button: 'office.act.revoke',
    send: (values) => post(`/admin/issued-coupons/${id}/revoke`, values),
    said,
  });
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

export function createCoupon() {
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

function offer({ type, amount, percent, maxAmount, ...rest }) {
  return { ...withWindow(rest), discount: type === 'FIXED' ? { type, amount } : { type, percent, maxAmount } };
}

function withWindow({ issueFrom, issueUntil, ...rest }) {
  return {
    ...rest,
    issueFrom: issueFrom && withOffset(issueFrom, shop().zone),
    issueUntil: issueUntil && withOffset(issueUntil, shop().zone),
  };
}
