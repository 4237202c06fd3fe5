// Test mode: the shop's clock, snapshots, a reset, faults, and the last requests.

import { Action } from '../common/action.js';
import { post } from '../common/api.js';
import { clockTime, dateTime, day, size } from '../common/format.js';
import { t } from '../common/language.js';
import { shop, shopNow } from '../common/live.js';
import { Part } from '../common/part.js';
import { badge, draw } from '../common/view.js';
import { html, nothing } from '../lit/lit-html.js';
import { ask } from './dialog.js';
import { faultsView, loadFaults } from './faults.js';
import { Form } from './form.js';
import { loadRequests, requestsView } from './requests.js';
import { localDate } from './zone.js';

const STEPS = [
  ['PT10M', 'tenMinutes'],
  ['PT1H', 'oneHour'],
  ['PT24H', 'oneDay'],
];
const DURATIONS = { minutes: (count) => `PT${count}M`, hours: (count) => `PT${count}H`, days: (count) => `P${count}D` };
const TICK_MILLIS = 1000;

/** Two looks at the shop's time tell whether it moves only if they are this far apart. */
const BETWEEN_LOOKS_MILLIS = 500;

/** `stopped` is `null` until two looks have told; `seen` is the earlier one. */
const state = { timer: null, stopped: null, seen: null };
const kept = new Part();
const advance = new Action();

const custom = new Form({
  id: 'advance',
  fields: [
    { name: 'count', type: 'whole', path: 'duration', value: '3' },
    {
      name: 'unit',
      type: 'select',
      value: 'days',
      options: [
        ['minutes', 'office.unit.minutes'],
        ['hours', 'office.unit.hours'],
        ['days', 'office.unit.days'],
      ],
    },
  ],
  button: 'office.clock.advance',
  send: ({ count, unit }) => post('/admin/clock/advance', { duration: DURATIONS[unit](count) }),
  done: said,
});

const keep = new Form({
  id: 'snapshot',
  fields: [{ name: 'name', type: 'text', label: 'snapshot', wrong: 'snapshot', hint: 'snapshot' }],
  button: 'office.clock.keep',
  send: (values) => post('/admin/snapshots', values),
  done: ({ name }) => t('office.clock.keptAs', { name }),
});

export const clock = {
  name: 'clock',
  heading: () => t('office.clock.title'),

  open() {
    Object.assign(state, { timer: setInterval(tick, TICK_MILLIS), stopped: null, seen: null });
    lookAtClock();
  },

  async load() {
    const problems = await Promise.all([kept.load('/admin/snapshots'), loadFaults(), loadRequests()]);
    return problems.find((problem) => problem) ?? null;
  },

  close() {
    clearInterval(state.timer);
  },

  view() {
    return html`
      <div class="card" data-part="time">
        <p class="soft">${day(localDate(now(), shop().zone))}</p>
        <div class="row">
          <p class="big number" id="shop-time">${clockTime(now())}</p>
          ${state.stopped ? badge(t('office.tools.stands'), 'warn') : nothing}
        </div>
        <p class="soft small">${t('office.clock.about')}</p>
        <div class="row">
          ${STEPS.map(
            ([duration, name]) => html`
              <button aria-disabled=${advance.disabled} @click=${() => advanceBy(duration)}>
                ${t(`office.clock.${name}`)}
              </button>
            `,
          )}
          ${turnButton('stop', state.stopped === true)} ${turnButton('start', state.stopped === false)}
        </div>
        ${advance.view()}
        <div class="in-line">${custom.view()}</div>
      </div>
      <div class="card" data-part="snapshots">
        <h3>${t('office.clock.snapshots')}</h3>
        <p class="soft small">${t('office.clock.snapshotsAbout')}</p>
        <div class="in-line">${keep.view()}</div>
        ${kept.view(({ snapshots }) => (snapshots.length ? keptList(snapshots) : nothing), nothing)}
      </div>
      ${faultsView()} ${requestsView()}
      <div class="card" data-part="reset">
        <h3>${t('office.clock.resetTitle')}</h3>
        <p class="soft small">${t('office.clock.resetAbout')}</p>
        <div class="row"><button class="danger" @click=${askToReset}>${t('office.clock.reset')}</button></div>
      </div>
    `;
  },
};

function advanceBy(duration) {
  return advance.run(async () => said(await post('/admin/clock/advance', { duration })));
}

/** The shop's time; a clock that stands still shows where it stands. */
function now() {
  return state.stopped ? Date.parse(shop().now) : shopNow();
}

/** A button that would change nothing takes no press. */
function turnButton(how, isSo) {
  const disabled = isSo ? 'true' : advance.disabled;
  return html`
    <button aria-disabled=${disabled} @click=${() => (isSo ? null : turn(how))}>${t(`office.tools.${how}`)}</button>
  `;
}

/** The shop does not say that its clock stands still: its time as the page last heard it is compared with that before. */
function lookAtClock() {
  const { seen } = state;
  const answer = shop();
  if (answer === seen?.answer) {
    return;
  }
  const look = { answer, atMillis: performance.now(), now: Date.parse(answer.now) };
  const passed = look.atMillis - (seen?.atMillis ?? look.atMillis);
  if (seen && passed < BETWEEN_LOOKS_MILLIS) {
    return;
  }
  if (seen) {
    const moved = look.now - seen.now;
    // Moved on by hand, it jumps, and the next look tells.
    state.stopped = moved === 0 ? true : moved > 0 && moved < 2 * passed ? false : state.stopped;
  }
  state.seen = look;
}

function turn(how) {
  return advance.run(async () => {
    const reply = await post(`/admin/clock/${how}`);
    Object.assign(state, { stopped: how === 'stop', seen: null });
    return t(how === 'stop' ? 'office.tools.stopped' : 'office.tools.started', { now: dateTime(reply.now) });
  });
}

/** Requests that change nothing, such as refused ones, are not among the shop's changes that the page follows. */
async function tick() {
  lookAtClock();
  draw();
  if (!document.hidden) {
    await loadRequests();
    draw();
  }
}

function said({ now }) {
  return t('office.clock.advanced', { now: dateTime(now) });
}

function keptList(snapshots) {
  return html`
    <ul class="plain stack">
      ${snapshots.map(
        ({ name, bytes, at }) => html`
          <li class="row between">
            <span>${name} <span class="small soft">${dateTime(at)} · ${size(bytes)}</span></span>
            <button aria-label=${t('office.clock.restoreOf', { name })} @click=${() => askToRestore(name)}>
              ${t('office.clock.restore')}
            </button>
          </li>
        `,
      )}
    </ul>
  `;
}

function askToRestore(name) {
  ask({
    title: () => t('office.clock.restoreOf', { name }),
    text: () => t('office.clock.restoreAsk'),
    yes: () => t('office.clock.restore'),
    call: () => post(`/admin/snapshots/${encodeURIComponent(name)}/restore`),
    say: ({ now }) => t('office.clock.restored', { name, now: dateTime(now) }),
  });
}

function askToReset() {
  ask({
    title: () => t('office.clock.resetTitle'),
    text: () => t('office.clock.resetAsk'),
    yes: () => t('office.clock.reset'),
    call: () => post('/admin/reset'),
    say: () => t('office.clock.wasReset'),
  });
}
