// One product: its price, stock and sales, and every movement of its stock with its reason.

import { dateTime, number, signedUnits, units, won } from '../common/format.js';
import { t } from '../common/language.js';
import { PagedList, Part } from '../common/part.js';
import { html, nothing } from '../lit/lit-html.js';
import { Download } from './download.js';
import { cause, factList, titledList, waiting } from './parts.js';
import { actions, mark } from './product-acts.js';

/** The server lists no more of the products sold on a day: one that is missing then was sold, or was not. */
const SOLD_LISTED_MAX = 100;
const SOLD_DAYS = 7;

const product = new Part();
const sales = new Part();
const download = new Download();
const movements = new PagedList('movements', { step: 20 });

const path = (id) => `/admin/products/${encodeURIComponent(id)}`;

/** Fetches the product first: what is not there has no movements either. */
export async function loadProduct(id) {
  const problem = await product.load(path(id));
  if (problem) {
    return problem;
  }
  const problems = await Promise.all([
    movements.load(`${path(id)}/stock-movements`),
    sales.load(`/admin/sales?days=${SOLD_DAYS}`),
  ]);
  return problems.find(Boolean) ?? null;
}

export function productTitle(id) {
  const known = shown(id);
  return known ? t('office.product.title', { id, name: known.name }) : t('office.product.number', { id });
}

export function productView(id) {
  const known = shown(id);
  if (!known) {
    return waiting(8);
  }
  return html`
    <div class="card" data-part="facts">
      <p class="row"><span class="big number">${won(known.price)}</span></p>
      ${factList([
        ['number', html`<span class="number">${id}</span>`],
        ['reference', known.reference],
        ['stock', html`<span class="number">${units(known.stock)}</span> ${mark(known.stock, known.onSale)}`],
        ['sold', sold(known.id)],
      ])}
      <div class="row">${actions(known, () => shown(id) ?? known)}</div>
    </div>
    ${titledList('movements', movements, MOVEMENT_COLUMNS, t('office.lists.noMovements'), download.view(`${path(id)}/stock-movements`))}
  `;
}

function shown(id) {
  return product.path === path(id) ? product.value : null;
}

/** Today, and in a week: only as far as the server's lists of products go. */
function sold(id) {
  if (!sales.value) {
    return nothing;
  }
  const { days } = sales.value;
  const ofDay = ({ products }) => products.find(({ productId }) => productId === id)?.units ?? 0;
  const isWhole = days.every(({ products }) => products.length < SOLD_LISTED_MAX);
  const week = days.reduce((sum, day) => sum + ofDay(day), 0);
  const values = { today: units(ofDay(days[0])), week: units(week), days: number(SOLD_DAYS) };
  return t(isWhole ? 'office.product.sold' : 'office.product.soldAtLeast', values);
}

const MOVEMENT_COLUMNS = [
  ['kind', ({ kind }) => t(`office.movement.${kind}`), 'heading'],
  ['at', ({ at }) => dateTime(at), 'time'],
  ['change', ({ delta }) => signedUnits(delta), 'number'],
  ['stock', ({ stockAfter }) => units(stockAfter), 'number'],
  ['reason', ({ kind, reason }) => (kind === 'INITIAL' ? nothing : cause(reason))],
];
