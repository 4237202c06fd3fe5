// The server's own figures: its metrics, read every two seconds while the section is visible.

import { html, nothing } from '../lit/lit-html.js';
import '../common/charts.js';
import { fetchMetrics } from '../common/api.js';
import { number, units } from '../common/format.js';
import { t } from '../common/language.js';
import { draw } from '../common/view.js';
import { averageBatch, look, parse, quantile, rate } from './metrics.js';
import { figure } from './parts.js';
import { span } from './span.js';

const PERIOD_MILLIS = 2000;
/** Slightly more than a minute. */
const LOOKS_MAX = 32;

const state = { looks: [], failed: false, timer: null };

export const server = {
  name: 'server',
  heading: () => t('office.server.title'),

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

  view() {
    return html`
      ${state.failed ? html`<p class="error" role="status">${t('office.server.failed')}</p>` : nothing}
      <dl class="tiles">${tiles()}</dl>
      <div class="card">
        <h3>${t('office.server.chart')}</h3>
        <shop-chart .spec=${chart()}></shop-chart>
        <p class="small soft">${t('office.server.about')}</p>
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
  const now = looks.at(-1);
  const before = looks.at(-2);
  const oldest = looks[0];
  const perSecond = (count) =>
    before ? t('office.server.perSecond', { count: short(rate(before, now, count)) }) : '–';
  const batch = before ? averageBatch(oldest, now) : null;
  const within = (share) => (before ? milliseconds(quantile(oldest, now, share)) : '–');
  return [
    tile('answered', perSecond('answered')),
    tile('refused', perSecond('refused')),
    tile('quick', within(0.5), t('office.server.slow', { time: within(0.95) })),
    tile('queue', now ? number(now.queue) : '–'),
    tile('batch', batch === null ? '–' : units(short(batch))),
    tile('outbox', now ? units(now.pending) : '–', now ? outboxText(now) : ' ', '#deliveries'),
  ];
}

function tile(name, value, more = ' ', link = null) {
  return figure({ name, label: t(`office.server.${name}`), value, more, link });
}

function outboxText({ lagSeconds }) {
  return lagSeconds > 0 ? t('office.server.lag', { by: span(lagSeconds) }) : t('office.server.noLag');
}

function short(value) {
  return number(Math.round(value * 10) / 10);
}

function milliseconds(seconds) {
  if (seconds === null) {
    return '–';
  }
  return seconds === Infinity
    ? t('office.server.over', { count: number(10_000) })
    : t('office.server.within', { count: number(seconds * 1000) });
}

function chart() {
  const steps = state.looks.slice(1).map((after, index) => [state.looks[index], after]);
  const secondsAgo = (look) => Math.round((state.looks.at(-1).atMillis - look.atMillis) / 1000);
  const values = (count) => steps.map(([before, after]) => Math.round(rate(before, after, count) * 10) / 10);
  return {
    type: 'line',
    label: t('office.server.chart'),
    labelTitle: t('office.server.ago'),
    labels: steps.map(([, after]) => t('office.server.secondsAgo', { count: secondsAgo(after) })),
    series: [
      { label: t('office.server.answeredShort'), values: values('answered') },
      { label: t('office.server.refusedShort'), values: values('refused') },
    ],
    format: (value) => number(value),
  };
}
