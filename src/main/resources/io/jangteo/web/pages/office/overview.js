// The shop at a glance: what needs the shopkeeper, today beside yesterday, and the first steps of an empty shop.

import { dateTime, number, units, won } from '../common/format.js';
import { t } from '../common/language.js';
import { shopNow } from '../common/live.js';
import { Part } from '../common/part.js';
import { html, nothing } from '../lit/lit-html.js';
import { attentionView, listedCount } from './attention.js';
import { firstSteps, loadFirstSteps } from './first-steps.js';
import { figure, waiting } from './parts.js';
import { address, query } from './route.js';

/** No more are read to count those that wait; the server lists no more at once. */
const WAITING_MAX = 100;
/** A message that waits this long without an attempt waits because of others that failed. */
const LATE_MILLIS = 60_000;

const WAITING = { status: 'PENDING' };

const sales = new Part();
const waitingDeliveries = new Part();

export const overview = {
  name: 'overview',
  heading: () => t('office.overview.title'),

  async load() {
    const problems = await Promise.all([
      sales.load('/admin/sales?days=2'),
      loadFirstSteps(),
      waitingDeliveries.load(`/admin/deliveries${query({ ...WAITING, limit: WAITING_MAX })}`),
    ]);
    return problems.find(Boolean) ?? null;
  },

  view: () => (sales.value ? attentionView(all) : waiting(8)),
};

function all(found) {
  const lists = [goods('soldOut', found.soldOut), goods('lowStock', found.lowStock), offers(found.offersRunningOut)];
  return html`
      ${firstSteps()}
      <dl class="tiles">${[today(), yesterday(), unpaid(found), deliveries(found), books(found)]}</dl>
      <div class="needs">${lists}</div>
    `;
}

function tile(name, value, more, link, tone = '') {
  return figure({ name, label: t(`office.overview.${name}`), value, more, link, tone });
}

function today() {
  return soldTile('today', sales.value.days[0], '#sales');
}

function yesterday() {
  const day = sales.value.days[1];
  return soldTile('yesterday', day, address('sales', { day: day.date }));
}

function soldTile(name, { amount, orders, units: sold }, link) {
  return tile(name, won(amount), t('office.overview.sold', { orders: number(orders), units: units(sold) }), link);
}

function unpaid({ pendingOrders }) {
  const more = t(pendingOrders > 0 ? 'office.overview.unpaidMore' : 'office.overview.none');
  const link = address('orders', { status: 'PENDING' });
  return tile('unpaid', number(pendingOrders), more, link, pendingOrders > 0 ? 'warn' : '');
}

/** What was given up comes first; while nothing was, what waits because the data platform does not take it. */
function deliveries({ deadDeliveries }) {
  const late = lateCount();
  if (deadDeliveries === 0 && late) {
    const label = t('office.overview.late');
    const more = t('office.overview.lateMore');
    return figure({ name: 'dead', label, value: late, more, link: address('deliveries', WAITING), tone: 'warn' });
  }
  const more = t(deadDeliveries > 0 ? 'office.overview.deadMore' : 'office.overview.none');
  const others = late ? ` ${t('office.overview.lateToo', { count: late })}` : '';
  const link = address('deliveries', { status: 'DEAD' });
  return tile('dead', number(deadDeliveries), more + others, link, deadDeliveries > 0 ? 'bad' : '');
}

/** The number of messages that wait, such as `75` or `100+`; `null` while none of them has failed or is late. */
function lateCount() {
  const { deliveries: found, nextCursor } = waitingDeliveries.value ?? { deliveries: [], nextCursor: null };
  const isLate = ({ attempts, createdAt }) => attempts > 0 || shopNow() - Date.parse(createdAt) > LATE_MILLIS;
  return found.some(isLate) ? number(found.length) + (nextCursor === null ? '' : '+') : null;
}

function books({ books: last }) {
  if (!last) {
    return tile('books', '–', t('office.overview.booksNever'), '#books');
  }
  const words = t(last.balanced ? 'office.books.balancedShort' : 'office.books.brokenShort');
  return tile('books', words, dateTime(last.at), '#books', last.balanced ? '' : 'bad');
}

function goods(name, products) {
  const one = ({ id, name: called, stock }) => html`
    <a class="cell-link" href="#products/${id}">${called}</a>
    ${stock === undefined ? nothing : html`<span class="number">${t('office.overview.left', { count: units(stock) })}</span>`}
  `;
  return need(name, products, one);
}

function offers(found) {
  const one = ({ id, name, left, issueUntil }) => html`
    <a class="cell-link" href="#coupons/${id}">${name}</a>
    <span class="small">
      <span class="number">${t('office.overview.couponsLeft', { count: number(left) })}</span>
      ${issueUntil ? t('office.overview.until', { until: dateTime(issueUntil) }) : nothing}
    </span>
  `;
  return need('offersRunningOut', found, one);
}

function need(name, items, one) {
  return html`
    <section class="card" data-need=${name} aria-labelledby="need-${name}">
      <header>
        <h3 id="need-${name}">${t(`office.overview.${name}`)}</h3>
        ${items.length > 0 ? html`<span class="badge warn number">${listedCount(items)}</span>` : nothing}
      </header>
      ${name === 'offersRunningOut' ? html`<p class="small soft">${t('office.overview.offersRunningOutWhy')}</p>` : nothing}
      ${
        items.length === 0
          ? html`<p class="soft">${t(name === 'lowStock' ? 'office.overview.noLowStock' : 'office.overview.none')}</p>`
          : html`<ul class="plain">${items.map((item) => html`<li class="row between">${one(item)}</li>`)}</ul>`
      }
    </section>
  `;
}
