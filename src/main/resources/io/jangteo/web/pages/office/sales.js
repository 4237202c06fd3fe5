// Sales: the totals of each business day, the products sold on one of them, and a recount of a closed day.

import { repeat } from '../lit/directives/repeat.js';
import { html, nothing } from '../lit/lit-html.js';
import '../common/charts.js';
import { Action } from '../common/action.js';
import { post } from '../common/api.js';
import { day, number, units, won } from '../common/format.js';
import { t } from '../common/language.js';
import { Part } from '../common/part.js';
import { badge } from '../common/view.js';
import { Download } from './download.js';
import { choices, table, waiting } from './parts.js';
import { address } from './route.js';

const SPANS = ['7', '14', '31'];

const report = new Part();
const recount = new Action();
const download = new Download();
const downloadProducts = new Download();

export const sales = {
  name: 'sales',
  heading: () => t('office.sales.title'),

  load: ({ filters }) => report.load(path(spanOf(filters))),

  view({ filters }) {
    const span = spanOf(filters);
    const pairs = SPANS.map((count) => [address('sales', { days: count }), t('office.sales.days', { count })]);
    return html`
      <div class="row between bar">
        ${choices(t('office.sales.span'), address('sales', { days: span }), pairs)}
        <div class="row">
          ${download.view(path(span))} ${downloadProducts.view(`${path(span)}&lines=true`, 'office.take.products')}
        </div>
      </div>
      ${report.path === path(span) && report.value ? full(report.value.days, span, filters.get('day')) : waiting(10)}
    `;
  },
};

const path = (span) => `/admin/sales?days=${span}`;

function spanOf(filters) {
  return SPANS.includes(filters.get('days')) ? filters.get('days') : SPANS[0];
}

function full(days, span, date) {
  const chosen = days.find((one) => one.date === date) ?? days[0];
  return html`
    <div class="card">
      <h3>${t('office.sales.chart')}</h3>
      <shop-chart .spec=${chart([...days].reverse())}></shop-chart>
    </div>
    ${recount.view()}
    <div class="card list-card">${dayTable(days, span, chosen)}</div>
    <div class="card list-card" data-part="products">
      <h3>${t('office.sales.products', { day: day(chosen.date) })}</h3>
      ${chosen.products.length === 0 ? html`<p class="empty">${t('office.sales.nothing')}</p>` : productTable(chosen)}
    </div>
  `;
}

function chart(days) {
  return {
    type: 'bar',
    label: t('office.sales.chart'),
    labelTitle: t('office.column.day'),
    labels: days.map(({ date }) => day(date)),
    series: [{ label: t('office.column.amount'), values: days.map(({ amount }) => amount) }],
    format: won,
  };
}

function dayTable(days, span, chosen) {
  return table(
    t('office.sales.title'),
    [
      [t('office.column.day')],
      [t('office.column.orders'), 'number'],
      [t('office.column.units'), 'number'],
      [t('office.column.amount'), 'number'],
      [t('office.column.statistics')],
    ],
    repeat(
      days,
      ({ date }) => date,
      (one, index) => row(one, span, index === 0, one === chosen),
    ),
  );
}

function row({ date, orders, units: sold, amount, computed }, span, today, chosen) {
  const again = html`
    <button aria-label=${t('office.sales.recountOf', { day: day(date) })} aria-disabled=${recount.disabled}
      @click=${() => countAgain(date)}>${t('office.sales.recount')}</button>
  `;
  return html`
    <tr data-day=${date} class=${chosen ? 'chosen' : ''}>
      <th scope="row">
        <a class="cell-link" href=${address('sales', { days: span, day: date })}
          aria-current=${chosen ? 'true' : nothing}>
          ${day(date)}
        </a>
      </th>
      <td class="number" data-label=${t('office.column.orders')}>
        ${t('office.sales.count', { count: number(orders) })}
      </td>
      <td class="number" data-label=${t('office.column.units')}>${units(sold)}</td>
      <td class="number" data-label=${t('office.column.amount')}>${won(amount)}</td>
      <td data-label=${t('office.column.statistics')}>
        <div class="row actions">
          ${
            today
              ? badge(t('office.sales.open'), '')
              : badge(t(computed ? 'office.sales.computed' : 'office.sales.notComputed'), computed ? 'good' : 'warn')
          }
          ${today ? nothing : again}
        </div>
      </td>
    </tr>
  `;
}

function countAgain(date) {
  return recount.run(async () => {
    const { products, units: sold } = await post(`/admin/ranking/${date}`);
    return t('office.sales.recounted', { day: day(date), products: number(products), units: units(sold) });
  });
}

function productTable({ products }) {
  return table(
    t('office.sales.productsTitle'),
    [[t('office.column.name')], [t('office.column.units'), 'number']],
    repeat(
      products,
      ({ productId }) => productId,
      ({ name, units: sold }) => html`
      <tr><th scope="row">${name}</th><td class="number" data-label=${t('office.column.units')}>${units(sold)}</td></tr>
    `,
    ),
  );
}
