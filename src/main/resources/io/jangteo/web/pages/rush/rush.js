// The page that starts, shows and judges a rush for coupons. It polls a race that was started here or is named in the
// address, such as /rush#3, until the race is over.

import { Action } from '../common/action.js';
import { get, post, tried, useAdminKey } from '../common/api.js';
import { number } from '../common/format.js';
import { drawFrame, frame } from '../common/frame.js';
import { addTexts, t } from '../common/language.js';
import { keepInStep, shop } from '../common/live.js';
import { ADMIN_KEY, kept } from '../common/storage.js';
import { draw } from '../common/view.js';
import { html, render } from '../lit/lit-html.js';
import { raceForm, wanted } from './form.js';
import { stopReplay } from './replay.js';
import { raceResult } from './result.js';
import { texts } from './texts.js';
import { holds, raceVerdict, raceWinners } from './verdict.js';

const LOOK_MILLIS = 150;
const LOOK_AGAIN_MILLIS = 1000;

/** Keeps messages as functions, so that they follow a change of language. */
const state = { race: null, trouble: null, said: () => '' };
const starting = new Action();
const replaying = {
  started: () => {
    state.said = () => t('rush.saidReplay');
  },
  ended: () => {
    state.said = () => ending(state.race);
  },
};

addTexts(texts);
useAdminKey(kept(ADMIN_KEY));

function page() {
  return html`
    <div class="rush stack">
      <h1>${t('rush.heading')}</h1>
      <p class="intro">${t('rush.intro')}</p>
      <p class="visually-hidden" role="status">${state.said()}</p>
      ${shop() && !shop().demo && !shop().testMode ? unavailable() : [form(), result()]}
    </div>
  `;
}

function form() {
  const running = state.race?.status === 'RUNNING' && !state.trouble;
  return raceForm({ known: shop() !== null, starting: starting.busy, running, refusal: starting.view(whyNot), start });
}

function result() {
  if (!state.race) {
    return html`<section class="card rush-empty"><p class="empty">${state.trouble?.() ?? t('rush.empty')}</p></section>`;
  }
  return html`
    ${raceResult(state.race, state.trouble?.(), replaying)}
    <div class="rush-end">${raceVerdict(state.race)} ${raceWinners(state.race)}</div>
  `;
}

function unavailable() {
  return html`
    <section class="card">
      <h2>${t('rush.unavailable')}</h2>
      <p>${t('rush.unavailableWhy')}</p>
      <pre tabindex="0"><code>java -jar jangteo.jar --demo</code></pre>
      <p>${t('rush.unavailableCommand')}</p>
      <pre tabindex="0"><code>java -jar jangteo.jar race --coupons 100 --users 5000</code></pre>
    </section>
  `;
}

/** Returns the reason why a race did not start. */
function whyNot({ code, message }) {
  if (code === 'UNAUTHENTICATED' || code === 'FORBIDDEN') {
    const why = kept(ADMIN_KEY) ? t('rush.wrongKey') : t('rush.needsKey');
    return html`${why} <a href="/office">${t('rush.toOffice')}</a>`;
  }
  return code === 'RACE_IN_PROGRESS' ? t('rush.inProgress') : message;
}

function start() {
  return starting.run(async () => {
    watch(await post('/races', wanted()));
    showResult();
  });
}

/** Brings the result into the window: on a phone, the form is as long as the window. */
function showResult() {
  const title = document.getElementById('race');
  title.focus({ preventScroll: true });
  title.closest('section').scrollIntoView({ block: 'nearest' });
}

/** Shows the race and follows it to its end. */
async function watch(race) {
  history.replaceState(null, '', `#${race.id}`);
  state.trouble = null;
  state.said = () => t('rush.saidStart', { coupons: number(race.coupons), users: number(race.users) });
  show(race);
  while (state.race?.id === race.id && state.race.status === 'RUNNING') {
    await pause(state.trouble ? LOOK_AGAIN_MILLIS : LOOK_MILLIS);
    await lookAt(race.id);
  }
}

async function lookAt(id) {
  const { value: race, problem } = await tried(() => get(`/races/${id}`));
  if (state.race?.id !== id) {
    return; // Another race is shown by now.
  }
  if (race) {
    state.trouble = null;
    show(race);
    return;
  }
  if (problem.status === 404) {
    state.race = { ...state.race, status: 'FAILED' };
    state.trouble = () => t('rush.gone');
  } else {
    state.trouble = () => (problem.code === 'NO_REPLY' ? t('rush.lost') : problem.message);
  }
  draw();
}

function show(race) {
  stopReplay();
  state.race = race;
  if (race.status !== 'RUNNING') {
    state.said = () => ending(race);
  }
  draw();
}

function ending(race) {
  if (race.status === 'FAILED') {
    return t('rush.failedRace');
  }
  const verdict = t(holds(race.verdict) ? 'rush.allHold' : 'rush.notAllHold');
  const { issued, soldOut, failed } = race;
  return t('rush.saidEnd', { issued: number(issued), soldOut: number(soldOut), failed: number(failed), verdict });
}

/** Returns the race that the address names, if the server still knows it. */
async function watchNamed() {
  const id = /^#(\d{1,18})$/.exec(location.hash)?.[1];
  if (!id) {
    return;
  }
  const { value: race, problem } = await tried(() => get(`/races/${id}`));
  if (race) {
    watch(race);
    return;
  }
  stopReplay();
  state.race = null;
  state.trouble = () => (problem.status === 404 ? t('rush.gone') : problem.message);
  draw();
}

function pause(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

frame('rush.title', () => render(page(), document.getElementById('page')));
window.addEventListener('hashchange', watchNamed);
await keepInStep(async () => {
  drawFrame();
  draw();
});
await watchNamed();
