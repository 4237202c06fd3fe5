// Products: the list, each with its page, and a new product.

import { post } from '../common/api.js';
import { units, won } from '../common/format.js';
import { t } from '../common/language.js';
import { PagedList } from '../common/part.js';
import { draw } from '../common/view.js';
import { html } from '../lit/lit-html.js';
import { openForm } from './form.js';
import { listView, productLink } from './parts.js';
import { loadProduct, productTitle, productView } from './product.js';
import { actions, mark } from './product-acts.js';

const list = new PagedList('products');
const state = { search: '' };

export const products = {
  name: 'products',
  heading: ({ id }) => (id ? productTitle(id) : t('office.products.title')),
  backLink: ({ id }) => (id ? html`<p><a href="#products">← ${t('office.product.back')}</a></p>` : null),
  load: ({ id }) => (id ? loadProduct(id) : list.load('/admin/products')),

  open() {
    state.search = '';
  },

  view({ id }) {
    if (id) {
      return productView(id);
    }
    const wanted = state.search.trim().toLowerCase();
    const found = list.items.filter(({ name }) => name.toLowerCase().includes(wanted));
    const empty = t(wanted ? 'office.products.noneFound' : 'office.products.none');
    return html`
      <div class="row between bar">
        <div class="field">
          <label for="product-search">${t('office.products.search')}</label>
          <input id="product-search" type="search" autocomplete="off" @input=${search}>
        </div>
        <button class="primary" @click=${createProduct}>${t('office.products.new')}</button>
      </div>
      ${listView(list, t('office.products.title'), COLUMNS, empty, found)}
    `;
  },
};

const COLUMNS = [
  ['number', ({ id }) => id, 'number'],
  ['name', ({ id, name }) => productLink(id, name), 'heading'],
  ['price', ({ price }) => won(price), 'number'],
  ['stock', ({ stock, onSale }) => html`${mark(stock, onSale)} ${units(stock)}`, 'number'],
  ['actions', (product) => actions(product, () => latest(product)), 'actions'],
];

function search(event) {
  state.search = event.target.value;
  draw();
}

function latest(product) {
  return list.items.find(({ id }) => id === product.id) ?? product;
}

export function createProduct() {
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
