// The shop at a glance: its metrics, read every two seconds while the section is visible, and today's sales.

import { html, nothing } from '../lit/lit-html.js';
import '../common/charts.js';
import { fetchMetrics } from '../common/api.js';
import { clockTime, number, units, won } from '../common/format.js';
import { t } from '../common/language.js';
import { Part } from '../common/part.js';
import { draw } from '../common/view.js';
import { booksState } from './books.js';
import { averageBatch, look, parse, quantile, rate } from './metrics.js';

const PERIOD_MILLIS = 2000;
/** Slightly more than a minute. */
const LOOKS_MAX = 32;

const state = { looks: [], failed: false, timer: null };
const sales = new Part();

export const overview = {
  name: 'overview',
  heading: () => t('office.overview.title'),

  open() {
    state.looks = [];
    document.addEventListener('visibilitychange', tick);
    tick();
  },

  close() {
    document.removeEventListener('visibilitychange', tick);
    clearTimeout(state.timer);
    state.timer = null;
  },

  load: () => sales.load('/admin/sales?days=1'),

  view() {
    return html`
      ${state.failed ? html`<p class="error" role="status">${t('office.overview.failed')}</p>` : nothing}
      <dl class="tiles">${tiles()}</dl>
      <div class="card">
        <h3>${t('office.overview.chart')}</h3>
        <shop-chart .spec=${chart()}></shop-chart>
        <p class="small soft">${t('office.overview.about')}</p>
      </div>
    `;
  },
};

async function tick() {
  clearTimeout(state.timer);
  if (document.hidden) {
    return;
  }
  const timer = setTimeout(tick, PERIOD_MILLIS);
  state.timer = timer;
  const found = await fetchLook();
  if (state.timer !== timer) {
    return; // The section was left, or read again, meanwhile.
  }
  state.failed = found === null;
  if (found) {
    state.looks = [...state.looks, found].slice(-LOOKS_MAX);
  }
  draw();
}

async function fetchLook() {
  try {
    const reply = await fetchMetrics();
    return reply.ok ? look(parse(await reply.text()), performance.now()) : null;
  } catch {
    return null;
  }
}

function tiles() {
  const { looks } = state;
  const today = sales.value?.days[0];
  const now = looks.at(-1);
  const before = looks.at(-2);
  const oldest = looks[0];
  const perSecond = (count) =>
    before ? t('office.overview.perSecond', { count: short(rate(before, now, count)) }) : '–';
  const batch = before ? averageBatch(oldest, now) : null;
  const within = (share) => (before ? milliseconds(quantile(oldest, now, share)) : '–');
  return [
    tile('today', today ? won(today.amount) : '–', today ? todayText(today) : ' ', '#sales'),
    tile('answered', perSecond('answered')),
    tile('refused', perSecond('refused')),
    tile('quick', within(0.5), t('office.overview.slow', { time: within(0.95) })),
    tile('queue', now ? number(now.queue) : '–'),
    tile('batch', batch === null ? '–' : units(short(batch))),
    tile('outbox', now ? units(now.pending) : '–', now ? outboxText(now) : ' ', '#deliveries'),
    tile('books', ...booksTexts(), '#books'),
  ];
}

function tile(name, value, more = ' ', link = null) {
  const label = t(`office.overview.${name}`);
  return html`
    <div class="card tile" data-tile=${name}>
      <dt>${link ? html`<a href=${link}>${label}</a>` : label}</dt>
      <dd class="big number">${value}</dd>
      <dd class="small soft">${more}</dd>
    </div>
  `;
}

function todayText({ orders, units: sold }) {
  return t('office.overview.todayMore', { orders: number(orders), units: units(sold) });
}

function outboxText({ lagSeconds }) {
  return lagSeconds > 0 ? t('office.overview.lag', { seconds: short(lagSeconds) }) : t('office.overview.noLag');
}

function booksTexts() {
  const { report, at } = booksState();
  return report
    ? [t(report.balanced ? 'office.books.balancedShort' : 'office.books.brokenShort'), clockTime(at)]
    : ['–', t('office.overview.booksNever')];
}

function short(value) {
  return number(Math.round(value * 10) / 10);
}

function milliseconds(seconds) {
  if (seconds === null) {
    return '–';
  }
  return seconds === Infinity
    ? t('office.overview.over', { count: number(10_000) })
    : t('office.overview.within', { count: number(seconds * 1000) });
}

function chart() {
  const steps = state.looks.slice(1).map((after, index) => [state.looks[index], after]);
  const secondsAgo = (look) => Math.round((state.looks.at(-1).atMillis - look.atMillis) / 1000);
  const values = (count) => steps.map(([before, after]) => Math.round(rate(before, after, count) * 10) / 10);
  return {
    type: 'line',
    label: t('office.overview.chart'),
    labelTitle: t('office.overview.ago'),
    labels: steps.map(([, after]) => t('office.overview.secondsAgo', { count: secondsAgo(after) })),
    series: [
      { label: t('office.overview.answeredShort'), values: values('answered') },
      { label: t('office.overview.refusedShort'), values: values('refused') },
    ],
    format: (value) => number(value),
  };
}
