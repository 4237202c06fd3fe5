// What can be done to a product: another name or price, more or less stock, on sale or not.

import { patch, post } from '../common/api.js';
import { number, units, won } from '../common/format.js';
import { t } from '../common/language.js';
import { badge } from '../common/view.js';
import { html } from '../lit/lit-html.js';
import { ask } from './dialog.js';
import { openForm } from './form.js';

/** A stock of this size or less is marked as low. */
const LOW_STOCK = 5;

/** Marks a stock that is low or gone, and a product that is not on sale. */
export function mark(stock, onSale) {
  return onSale ? low(stock) : badge(t('office.act.offSale'), '');
}

function low(stock) {
  if (stock > LOW_STOCK) {
    return '';
  }
  return stock === 0 ? badge(t('office.products.soldOut'), 'bad') : badge(t('office.products.low'), 'warn');
}

/** The buttons for what can be done to a product. */
export function actions(product, latest = () => product) {
  const { name, onSale } = product;
  const sale = onSale ? 'endSale' : 'beginSale';
  return html`
    <button aria-label=${t('office.products.changeOf', { name })} @click=${() => change(product)}>
      ${t('office.products.change')}
    </button>
    <button aria-label=${t('office.products.stockOf', { name })} @click=${() => adjust(product, () => latest().stock)}>
      ${t('office.products.stock')}
    </button>
    <button aria-label=${t(`office.act.${sale}Of`, { name })} @click=${() => changeSale(product, sale)}>
      ${t(`office.act.${sale}`)}
    </button>
  `;
}

function change({ id, name, price }) {
  openForm({
    title: () => t('office.products.changeOf', { name }),
    id: 'product',
    fields: [
      { name: 'name', type: 'text', value: name },
      { name: 'price', type: 'whole', value: String(price), hint: 'newPrice' },
    ],
    button: 'office.save',
    send: (values) => patch(`/admin/products/${id}`, values),
    said: (product) => t('office.products.changed', { name: product.name, price: won(product.price) }),
  });
}

function changeSale({ id, name, onSale }, sale) {
  ask({
    title: () => t(`office.act.${sale}Of`, { name }),
    text: () => t(`office.act.${sale}Ask`),
    yes: () => t(`office.act.${sale}`),
    call: () => patch(`/admin/products/${id}`, { onSale: !onSale }),
    say: () => t(`office.act.${sale}Done`, { name }),
  });
}

function adjust({ id, name }, stock) {
  openForm({
    title: () => t('office.products.stockOf', { name }),
    id: 'stock',
    above: () => html`<p class="soft">${t('office.products.stockNow', { count: units(stock()) })}</p>`,
    fields: [
      { name: 'delta', type: 'whole', codes: ['OUT_OF_STOCK'] },
      { name: 'reason', type: 'text' },
    ],
    button: 'office.products.adjust',
    send: (values) => post(`/admin/products/${id}/stock`, values),
    said: (product) => t('office.products.adjusted', { name, count: number(product.stock) }),
  });
}
