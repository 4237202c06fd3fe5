// The five best-selling products, and their sales day by day.

import { day, number, units, won } from '../common/format.js';
import { t } from '../common/language.js';
import { skeleton } from '../common/view.js';
import { repeat } from '../lit/directives/repeat.js';
import { html, nothing } from '../lit/lit-html.js';
import { addButton, tooMany } from './products.js';
import { parts } from './state.js';

export function popularView() {
  return html`
    <section class="card popular" id="popular" aria-labelledby="popular-title">
      <header>
        <h2 id="popular-title">${t('shop.popular.title')}</h2>
        <p class="soft small">${dates()}</p>
      </header>
      ${parts.popular.view(ranking, skeleton(6))}
    </section>
  `;
}

function dates() {
  const popular = parts.popular.value;
  return popular ? t('shop.popular.window', { from: day(popular.from), to: day(popular.to) }) : nothing;
}

function ranking(popular) {
  if (popular.products.length === 0) {
    const days = { from: day(popular.from), to: day(popular.to) };
    return html`<p class="empty">${t('shop.popular.none', days)}</p>`;
  }
  return html`
    <div class="popular-parts">
      <ol class="ranks">${repeat(popular.products, (product) => product.productId, ranked)}</ol>
      <shop-chart .spec=${chart(popular)}></shop-chart>
    </div>
    ${popular.firstOut ? html`<p class="soft small">${firstOut(popular.firstOut)}</p>` : nothing}
  `;
}

function ranked(product) {
  return html`
    <li>
      <span class="rank" aria-label=${t('shop.popular.rank', { rank: product.rank })}>${product.rank}</span>
      <span class="rank-name">
        <span>${product.name}</span>
        <span class="soft small number">
          ${won(product.price)} · ${t('shop.popular.sold', { count: number(product.units) })}
        </span>
      </span>
      ${addButton(inShop(product), 'popular')} ${tooMany(inShop(product), 'popular')}
    </li>
  `;
}

/** The product with its stock, if it is among the loaded products. */
function inShop({ productId, name, price }) {
  return parts.products.items.find((one) => one.id === productId) ?? { id: productId, name, price };
}

function firstOut(product) {
  return t('shop.popular.firstOut', { name: product.name, count: number(product.units) });
}

function chart(popular) {
  return {
    type: 'bar',
    label: t('shop.popular.chart'),
    labelTitle: t('shop.popular.title'),
    labels: popular.products.map((product) => t('shop.popular.rank', { rank: product.rank })),
    series: popular.days.map((one) => ({
      label: day(one.date),
      values: one.products.map((product) => product.units),
    })),
    format: units,
    stacked: true,
  };
}
