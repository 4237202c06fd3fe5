// Products: the list, a new product, another name or price, more or less stock, on sale or not.

import { patch, post } from '../common/api.js';
import { number, units, won } from '../common/format.js';
import { t } from '../common/language.js';
import { PagedList } from '../common/part.js';
import { badge, draw } from '../common/view.js';
import { html } from '../lit/lit-html.js';
import { ask } from './dialog.js';
import { Download } from './download.js';
import { openForm } from './form.js';
import { listView } from './parts.js';

/** A stock of this size or less is marked as low. */
const LOW_STOCK = 5;

const list = new PagedList('products');
const download = new Download();
const state = { search: '' };

export const products = {
  name: 'products',
  heading: () => t('office.products.title'),
  load: () => list.load('/admin/products'),

  open() {
    state.search = '';
  },

  view() {
    const wanted = state.search.trim().toLowerCase();
    const found = list.items.filter(({ name }) => name.toLowerCase().includes(wanted));
    const empty = t(wanted ? 'office.products.noneFound' : 'office.products.none');
    return html`
      <div class="row between bar">
        <div class="field">
          <label for="product-search">${t('office.products.search')}</label>
          <input id="product-search" type="search" autocomplete="off" @input=${search}>
        </div>
        <div class="row">
          ${download.view('/admin/products')}
          <button class="primary" @click=${create}>${t('office.products.new')}</button>
        </div>
      </div>
      ${listView(list, t('office.products.title'), COLUMNS, empty, found)}
    `;
  },
};

const COLUMNS = [
  ['number', ({ id }) => id, 'number'],
  ['name', ({ name }) => name, 'heading'],
  ['price', ({ price }) => won(price), 'number'],
  ['stock', ({ stock, onSale }) => html`${mark(stock, onSale)} ${units(stock)}`, 'number'],
  ['actions', actions, 'actions'],
];

function search(event) {
  state.search = event.target.value;
  draw();
}

function mark(stock, onSale) {
  return onSale ? low(stock) : badge(t('office.act.offSale'), '');
}

function low(stock) {
  if (stock > LOW_STOCK) {
    return '';
  }
  return stock === 0 ? badge(t('office.products.soldOut'), 'bad') : badge(t('office.products.low'), 'warn');
}

function actions(product) {
  const { name, onSale } = product;
  const sale = onSale ? 'endSale' : 'beginSale';
  return html`
    <button aria-label=${t('office.products.changeOf', { name })} @click=${() => change(product)}>
      ${t('office.products.change')}
    </button>
    <button aria-label=${t('office.products.stockOf', { name })} @click=${() => adjust(product)}>
      ${t('office.products.stock')}
    </button>
    <button aria-label=${t(`office.act.${sale}Of`, { name })} @click=${() => changeSale(product, sale)}>
      ${t(`office.act.${sale}`)}
    </button>
  `;
}

function create() {
  openForm({
    title: () => t('office.products.new'),
    id: 'product',
    fields: [
      { name: 'name', type: 'text' },
      { name: 'price', type: 'whole' },
      { name: 'stock', type: 'whole' },
    ],
    button: 'office.products.create',
    send: (values) => post('/admin/products', values),
    said: ({ id, name }) => t('office.products.created', { id, name }),
  });
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

function adjust({ id, name, stock }) {
  const now = () => list.items.find((product) => product.id === id)?.stock ?? stock;
  openForm({
    title: () => t('office.products.stockOf', { name }),
    id: 'stock',
    above: () => html`<p class="soft">${t('office.products.stockNow', { count: units(now()) })}</p>`,
    fields: [
      { name: 'delta', type: 'whole', codes: ['OUT_OF_STOCK'] },
      { name: 'reason', type: 'text' },
    ],
    button: 'office.products.adjust',
    send: (values) => post(`/admin/products/${id}/stock`, values),
    said: (product) => t('office.products.adjusted', { name, count: number(product.stock) }),
  });
}
