// Products: the list, a new one, another name or price, more or less stock.
import { html } from '../lit/lit-html.js';
import { repeat } from '../lit/directives/repeat.js';
import { patch, post } from '../common/api.js';
import { number, units, won } from '../common/format.js';
import { t } from '../common/language.js';
import { closeDialog, openDialog } from './dialog.js';
import { Form } from './form.js';
import { PagedList } from './list.js';
import { badge, redraw, table } from './parts.js';

/** From here on a stock is worth a look. */
const LOW_STOCK = 5;

const list = new PagedList('products');
const state = { search: '' };

export const products = {
  name: 'products',
  heading: () => t('office.products.title'),
  load: () => list.load('/products'),

  open() {
    state.search = '';
  },

  view() {
    const wanted = state.search.trim().toLowerCase();
    const found = list.items?.filter(({ name }) => name.toLowerCase().includes(wanted)) ?? null;
    return html`
      <div class="row between bar">
        <div class="field">
          <label for="product-search">${t('office.products.search')}</label>
          <input id="product-search" type="search" autocomplete="off" @input=${search}>
        </div>
        <button class="primary" @click=${create}>${t('office.products.new')}</button>
      </div>
      ${list.view(t(wanted ? 'office.products.noneFound' : 'office.products.none'), productTable, found)}
    `;
  },
};

function search(event) {
  state.search = event.target.value;
  redraw();
}

function productTable(found) {
  return table(
    t('office.products.title'),
    [
      [t('office.column.number'), 'number'],
      [t('office.column.name')],
      [t('office.column.price'), 'number'],
      [t('office.column.stock'), 'number'],
      [t('office.column.actions')],
    ],
    repeat(found, ({ id }) => id, row),
  );
}

function row(product) {
  const { id, name, price, stock } = product;
  const low = stock === 0 ? badge(t('office.products.soldOut'), 'bad') : badge(t('office.products.low'), 'warn');
  return html`
    <tr>
      <td class="number" data-label=${t('office.column.number')}>${id}</td>
      <th scope="row">${name}</th>
      <td class="number" data-label=${t('office.column.price')}>${won(price)}</td>
      <td class="number" data-label=${t('office.column.stock')}>${stock <= LOW_STOCK ? low : ''} ${units(stock)}</td>
      <td>
        <div class="row actions">
          <button aria-label=${t('office.products.changeOf', { name })} @click=${() => change(product)}>
            ${t('office.products.change')}
          </button>
          <button aria-label=${t('office.products.stockOf', { name })} @click=${() => adjust(product)}>
            ${t('office.products.stock')}
          </button>
        </div>
      </td>
    </tr>
  `;
}

function create() {
  const form = new Form({
    id: 'product',
    fields: [
      { name: 'name', type: 'text' },
      { name: 'price', type: 'whole' },
      { name: 'stock', type: 'whole' },
    ],
    button: 'office.products.create',
    send: (values) => post('/admin/products', values),
    done: ({ id, name }) => {
      closeDialog();
      return t('office.products.created', { id, name });
    },
  });
  openDialog(
    () => t('office.products.new'),
    () => form.view(),
  );
}

function change({ id, name, price }) {
  const form = new Form({
    id: 'product',
    fields: [
      { name: 'name', type: 'text', value: name },
      { name: 'price', type: 'whole', value: String(price), hint: 'newPrice' },
    ],
    button: 'office.save',
    send: (values) => patch(`/admin/products/${id}`, values),
    done: (product) => {
      closeDialog();
      return t('office.products.changed', { name: product.name, price: won(product.price) });
    },
  });
  openDialog(
    () => t('office.products.changeOf', { name }),
    () => form.view(),
  );
}

function adjust({ id, name, stock }) {
  const form = new Form({
    id: 'stock',
    fields: [
      { name: 'delta', type: 'whole', codes: ['OUT_OF_STOCK'] },
      { name: 'reason', type: 'text' },
    ],
    button: 'office.products.adjust',
    send: (values) => post(`/admin/products/${id}/stock`, values),
    done: (product) => {
      closeDialog();
      return t('office.products.adjusted', { name, count: number(product.stock) });
    },
  });
  const now = () => list.items?.find((product) => product.id === id)?.stock ?? stock;
  openDialog(
    () => t('office.products.stockOf', { name }),
    () => html`
    <p class="soft">${t('office.products.stockNow', { count: units(now()) })}</p>
    ${form.view()}
  `,
  );
}
