// A race at this moment: its progress, its rate over time, and its response times.

import { number } from '../common/format.js';
import { language, t } from '../common/language.js';
import { html, nothing } from '../lit/lit-html.js';
import { asReplayed, replayButton } from './replay.js';
import { takeReport } from './report.js';
import '../common/charts.js';

const POINTS_MAX = 60;
const MICROS_A_MILLI = 1000;
const MILLIS_A_SECOND = 1000;
const STATUS_CLASSES = { RUNNING: 'badge warn', REPLAY: 'badge warn', DONE: 'badge good', FAILED: 'badge bad' };

/** `replaying` is told when a replay of the race has `started` and `ended`. */
export function raceResult(race, trouble, replaying) {
  const seen = asReplayed(race);
  const { coupons, users, concurrency } = race;
  const failure = trouble ?? (race.status === 'FAILED' ? t('rush.failedRace') : null);
  const title = t(race.rush === 'ORDERS' ? 'rush.resultOrders' : 'rush.result', {
    coupons: number(coupons),
    users: number(users),
    concurrency: number(concurrency),
  });
  return html`
    <section class="card" aria-labelledby="race">
      <header class="rush-title">
        <h2 id="race" tabindex="-1">${title}</h2>
        <span class="row">
          ${replayButton(race, replaying)}
          ${race.status === 'DONE' ? html`<button @click=${() => takeReport(race)}>${t('rush.report')}</button>` : nothing}
          <span class=${STATUS_CLASSES[seen.status]}>${t(`rush.${seen.status}`)}</span>
        </span>
      </header>
      ${failure ? html`<p class="error" role="alert">${failure}</p>` : nothing}
      <div class="rush-progress">
        <label class="small soft number" for="answered">
          ${t('rush.answered', { answered: number(seen.answered), users: number(users) })}
        </label>
        <progress id="answered" max=${users} .value=${seen.answered}></progress>
      </div>
      <dl class="rush-numbers">
        ${figure('issued', number(seen.issued), 'good', race.rush === 'ORDERS' ? 'ordered' : 'issued')}
        ${figure('soldOut', known(seen.soldOut), '')} ${figure('failed', known(seen.failed), seen.failed ? 'bad' : '')}
        ${figure('elapsed', elapsed(seen), '')}
      </dl>
      ${failures(race)}
      <div class="rush-charts">
        <div class="stack">
          <h3>${t('rush.rate')}</h3>
          <shop-chart .spec=${rateChart(race, seen.timeline.length)}></shop-chart>
        </div>
        <div class="stack">
          <h3>${t('rush.latency')}</h3>
          ${race.latency ? latency(race.latency) : html`<p class="empty">${t('rush.latencyAbsent')}</p>`}
        </div>
      </div>
    </section>
  `;
}

function figure(name, text, kind, label = name) {
  return html`
    <div>
      <dt class="soft small">${t(`rush.${label}`)}</dt>
      <dd class="big number ${kind}" data-figure=${name}>${text}</dd>
    </div>
  `;
}

function known(count) {
  return count === null ? '–' : number(count);
}

function elapsed(race) {
  return t('rush.seconds', { seconds: fixed(race.elapsedMillis / MILLIS_A_SECOND, 2) });
}

function failures(race) {
  if (race.failures.length === 0) {
    return nothing;
  }
  return html`
    <p class="small">
      ${t('rush.failures')}:
      ${race.failures.map((failure) => html`<span class="badge bad">${failure.code} × ${number(failure.count)}</span> `)}
    </p>
  `;
}

/** Returns few enough points for a smooth curve; each is a rate per second, empty after the `shown` intervals. */
function rateChart({ timeline, intervalMillis }, shown) {
  const size = Math.max(1, Math.ceil(timeline.length / POINTS_MAX));
  const points = [];
  for (let from = 0; from < timeline.length; from += size) {
    const part = timeline.slice(from, from + size);
    const aSecond = MILLIS_A_SECOND / (intervalMillis * part.length);
    const sum = (name) => part.reduce((total, interval) => total + interval[name], 0);
    points.push({
      label: fixed((from * intervalMillis) / MILLIS_A_SECOND, 2),
      issued: Math.round(sum('issued') * aSecond),
      refused: Math.round(sum('refused') * aSecond),
    });
  }
  const values = (name) => points.map((point, index) => (index * size < shown ? point[name] : null));
  return {
    type: 'line',
    label: t('rush.rateLabel'),
    labelTitle: t('rush.rateTime'),
    labels: points.map((point) => point.label),
    series: [
      { label: t('rush.rateIssued'), values: values('issued') },
      { label: t('rush.rateRefused'), values: values('refused') },
    ],
    max: Math.max(0, ...points.flatMap(({ issued, refused }) => [issued, refused])),
    format: known,
  };
}

function latency({ p50Micros, p90Micros, p99Micros, maxMicros }) {
  const rows = { p50: p50Micros, p90: p90Micros, p99: p99Micros, max: maxMicros };
  return html`
    <table class="rush-latency">
      <thead>
        <tr><th scope="col">${t('rush.share')}</th><th scope="col" colspan="2">${t('rush.milliseconds')}</th></tr>
      </thead>
      <tbody>
        ${Object.entries(rows).map(
          ([name, micros]) => html`
            <tr>
              <th scope="row">${t(`rush.${name}`)}</th>
              <td class="number" data-figure=${name}>${fixed(micros / MICROS_A_MILLI, 1)}</td>
              <td aria-hidden="true"><progress max=${Math.max(1, maxMicros)} .value=${micros}></progress></td>
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}

function fixed(value, digits) {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(language(), options).format(value);
}
