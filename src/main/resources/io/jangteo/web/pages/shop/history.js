// My point history: the balance as a line, and each entry that moved it.

import { dateTime, signedWon, won } from '../common/format.js';
import { t } from '../common/language.js';
import { repeat } from '../lit/directives/repeat.js';
import { html, nothing } from '../lit/lit-html.js';
import { parts, userPart } from './state.js';

const ORDER_REFERENCE = /^order:(\d+)$/;

export function historyView() {
  return html`
    <section class="card" id="history" aria-labelledby="history-title">
      <h2 id="history-title">${t('shop.history.title')}</h2>
      ${userPart(parts.history, list, 8)}
    </section>
  `;
}

function list(history) {
  if (history.items.length === 0) {
    return html`<p class="empty">${t('shop.history.none')}</p>`;
  }
  return html`
    <shop-chart .spec=${chart(history.items)}></shop-chart>
    <ul class="plain entries">${repeat(history.items, (entry) => entry.id, entryView)}</ul>
    ${parts.history.moreButton()}
  `;
}

function entryView(entry) {
  return html`
    <li>
      <span>${t(`shop.history.${entry.kind}`)} <span class="soft small">${reference(entry)}</span></span>
      <strong class="number ${entry.amount < 0 ? '' : 'good'}">${signedWon(entry.amount)}</strong>
      <span class="soft small">${dateTime(entry.at)}</span>
      <span class="soft small number">${t('shop.balance.title')} ${won(entry.balanceAfter)}</span>
    </li>
  `;
}

/** The number of the order, or the reason given with an adjustment. */
function reference(entry) {
  const order = ORDER_REFERENCE.exec(entry.reference ?? '');
  return order ? t('shop.history.order', { id: order[1] }) : (entry.reference ?? nothing);
}

function chart(entries) {
  const oldestFirst = [...entries].reverse();
  return {
    type: 'line',
    label: t('shop.history.chart'),
    labelTitle: t('shop.history.time'),
    labels: oldestFirst.map((entry) => dateTime(entry.at)),
    series: [{ label: t('shop.balance.title'), values: oldestFirst.map((entry) => entry.balanceAfter) }],
    format: won,
    stepped: true,
  };
}
