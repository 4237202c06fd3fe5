// Products: the list, each with its page, and a new product.

import { post } from '../common/api.js';
import { units, won } from '../common/format.js';
import { t } from '../common/language.js';
import { PagedList } from '../common/part.js';
import { html } from '../lit/lit-html.js';
import { Download } from './download.js';
import { openForm } from './form.js';
import { listView, productLink } from './parts.js';
import { rowsInView } from './place.js';
import { loadProduct, productTitle, productView } from './product.js';
import { actions, mark } from './product-acts.js';
import { DETAILS, listPath, noneFound, searchField, sortField } from './search.js';

const ORDERS = ['id', 'name', 'stock'];

const list = new PagedList('products', { inView: rowsInView });
const download = new Download();

export const products = {
  name: 'products',
  list,
  heading: ({ id }) => (id ? productTitle(id) : t('office.products.title')),
  backLink: ({ id }) => (id ? html`<p><a href="#products">← ${t('office.product.back')}</a></p>` : null),
  load: ({ id, filters, rows, keep }) =>
    id ? loadProduct(id) : list.load(listPath('/admin/products', filters, DETAILS), { rows, keep }),

  view({ id, filters }) {
    if (id) {
      return productView(id);
    }
    return html`
      <div class="row between bar">
        ${searchField('products', filters, t('office.products.search'))}
        ${sortField('products', filters, ORDERS)}
        <div class="row">
          ${download.view(listPath('/admin/products', filters))}
          <button class="primary" @click=${createProduct}>${t('office.products.new')}</button>
        </div>
      </div>
      ${listView(list, t('office.products.title'), COLUMNS, noneFound(filters, t('office.products.none')))}
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
