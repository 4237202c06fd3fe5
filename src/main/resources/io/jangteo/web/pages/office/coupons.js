// Coupons: the offers with how much of each is gone, and a new one.
import { html, nothing } from '../lit/lit-html.js';
import { repeat } from '../lit/directives/repeat.js';
import { post } from '../common/api.js';
import { dateTime, number, won } from '../common/format.js';
import { t } from '../common/language.js';
import { shop, shopNow } from '../common/live.js';
import { closeDialog, openDialog } from './dialog.js';
import { Form } from './form.js';
import { PagedList } from './list.js';
import { badge, table } from './parts.js';
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
      ${list.view(t('office.coupons.none'), couponTable)}
    `;
  },
};

function couponTable(found) {
  return table(
    t('office.coupons.title'),
    [
      [t('office.column.number'), 'number'],
      [t('office.column.name')],
      [t('office.column.discount')],
      [t('office.column.issued')],
      [t('office.column.window')],
    ],
    repeat(found, ({ id }) => id, row),
  );
}

function row(coupon) {
  const { id, name, issued, quantity, minOrderAmount, validDays } = coupon;
  return html`
    <tr>
      <td class="number" data-label=${t('office.column.number')}>${id}</td>
      <th scope="row">${name}</th>
      <td data-label=${t('office.column.discount')}>
        <div>
          ${discountText(coupon.discount)}
          ${
            minOrderAmount > 0
              ? html`<div class="small soft">${t('office.coupons.from', { amount: won(minOrderAmount) })}</div>`
              : nothing
          }
        </div>
      </td>
      <td data-label=${t('office.column.issued')}>
        <div>
          <span class="number">${number(issued)} / ${number(quantity)}</span>
          <progress max=${quantity} .value=${issued} aria-label=${t('office.coupons.issuedOf', { name })}></progress>
        </div>
      </td>
      <td data-label=${t('office.column.window')}>
        <div>
          ${stateBadge(coupon)}
          <div class="small soft">${windowText(coupon)}</div>
          <div class="small soft">${t('office.coupons.validDays', { count: number(validDays) })}</div>
        </div>
      </td>
    </tr>
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

export function discountText(discount) {
  if (discount.type === 'FIXED') {
    return t('office.coupons.fixed', { amount: won(discount.amount) });
  }
  return discount.maxAmount
    ? t('office.coupons.percentUpTo', { percent: discount.percent, amount: won(discount.maxAmount) })
    : t('office.coupons.percent', { percent: discount.percent });
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
  const form = new Form({
    id: 'coupon',
    fields: FIELDS,
    button: 'office.coupons.create',
    send: (values) => post('/admin/coupons', offer(values)),
    done: ({ id, name }) => {
      closeDialog();
      return t('office.coupons.created', { id, name });
    },
  });
  openDialog(
    () => t('office.coupons.new'),
    () => html`
    ${form.view()}
    <p class="small soft">${t('office.coupons.zone', { zone: shop().zone })}</p>
  `,
  );
}

function offer({ type, amount, percent, maxAmount, issueFrom, issueUntil, ...rest }) {
  return {
    ...rest,
    discount: type === 'FIXED' ? { type, amount } : { type, percent, maxAmount },
    issueFrom: issueFrom && withOffset(issueFrom, shop().zone),
    issueUntil: issueUntil && withOffset(issueUntil, shop().zone),
  };
}
