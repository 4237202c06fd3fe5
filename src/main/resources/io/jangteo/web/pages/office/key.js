// The admin key: entered, taken from the fragment of the address, or handed over by the tab from which this one was opened;
// kept as long as the window, and deleted. It goes to the server only in a header, never in an address.

import { get, tried, useAdminKey } from '../common/api.js';
import { t } from '../common/language.js';
import { ADMIN_KEY, keep, kept } from '../common/storage.js';
import { draw, refusal } from '../common/view.js';
import { html, nothing } from '../lit/lit-html.js';

/** The time within which a tab that was opened from a link here may ask for the key; once. */
const OPENING_MILLIS = 10_000;
/** The ways in which a link is opened in another tab; a menu may lead to that. */
const OPENINGS = ['click', 'auxclick', 'contextmenu'];

const tabs = new BroadcastChannel('office-key');
/** Names this tab in what it asks, so that no other one takes the answer. */
const me = `${Date.now()}-${Math.random()}`;
let opensUntil = 0;

const state = { key: kept(ADMIN_KEY), shown: false, busy: false, refusal: null };
let entered = () => {};
let left = () => {};
useAdminKey(state.key);

export function hasKey() {
  return state.key !== null;
}

/** Calls back when a key was accepted, and when it was removed or refused later. */
export function onKey(entry, exit) {
  entered = entry;
  left = exit;
}

/** Removes the key from `#key=…`, so that neither the history nor the address bar shows it. */
export function takeKeyFromAddress() {
  if (!location.hash.startsWith('#key=')) {
    return false;
  }
  const key = new URLSearchParams(location.hash.slice(1)).get('key');
  history.replaceState(null, '', location.pathname);
  hold(key || null);
  return true;
}

/** Gives the key to a tab that the keeper opens from a link of this one, and asks for it in such a tab. */
export function shareKeyWithOpenedTabs() {
  for (const opening of OPENINGS) {
    document.addEventListener(opening, expectTab, { capture: true });
  }
  tabs.addEventListener('message', hear);
  if (!hasKey()) {
    tabs.postMessage({ asks: me });
  }
}

function expectTab(event) {
  const isPlain = event.type === 'click' && !(event.ctrlKey || event.metaKey || event.shiftKey);
  if (!isPlain && event.target.closest?.('a[href^="#"]')) {
    opensUntil = Date.now() + OPENING_MILLIS;
  }
}

function hear({ data }) {
  if (data.asks && hasKey() && Date.now() < opensUntil) {
    opensUntil = 0;
    tabs.postMessage({ key: state.key, to: data.asks });
  } else if (data.to === me && !hasKey() && !state.busy) {
    hold(data.key);
    entered();
  }
}

export function leave() {
  giveUp(null);
}

/** Also called when the server no longer accepts the key, or never did. */
function giveUp(refused) {
  hold(null);
  state.refusal = refused;
  left();
  draw();
  document.getElementById('key')?.focus();
}

export function keyView() {
  return html`
    <form class="card key-card" @submit=${submit}>
      <h1>${t('office.title')}</h1>
      <p class="soft">${t('office.key.why')}</p>
      <div class="field">
        <label for="key">${t('office.key.label')}</label>
        <div class="key-row">
          <input id="key" name="key" type=${state.shown ? 'text' : 'password'} autocomplete="current-password"
            autocapitalize="off" spellcheck="false" aria-invalid=${state.refusal ? 'true' : nothing}
            aria-describedby="key-hint">
          <button type="button" aria-pressed=${state.shown ? 'true' : 'false'} @click=${toggle}>
            ${t('office.key.show')}
          </button>
        </div>
        <p class="small soft" id="key-hint">${t('office.key.where')}</p>
      </div>
      ${state.refusal ? refusal(state.refusal()) : nothing}
      <button class="primary" aria-disabled=${state.busy ? 'true' : nothing}>
        ${t(state.busy ? 'office.key.checking' : 'office.key.enter')}
      </button>
    </form>
  `;
}

function toggle() {
  state.shown = !state.shown;
  draw();
}

async function submit(event) {
  event.preventDefault();
  if (state.busy) {
    return;
  }
  const key = event.target.elements.key.value.trim();
  if (!isHeaderText(key)) {
    state.refusal = () => t(key ? 'office.key.refused' : 'office.key.missing');
    draw();
    return;
  }
  Object.assign(state, { busy: true, refusal: null });
  draw();
  useAdminKey(key);
  const { problem } = await tried(() => get('/admin/users?limit=1'));
  state.busy = false;
  if (problem) {
    useAdminKey(null);
    state.refusal ??= () => problem.message; // Another message may already say that the key is refused.
    draw();
    return;
  }
  hold(key);
  state.shown = false;
  entered();
}

/** Returns whether browsers allow the key in a header; no valid key has other characters. */
function isHeaderText(key) {
  return /^[\x21-\x7e]+$/.test(key);
}

function hold(key) {
  state.key = key && isHeaderText(key) ? key : null;
  useAdminKey(state.key);
  keep(ADMIN_KEY, state.key);
}

document.addEventListener('key-refused', () => giveUp(() => t('office.key.refused')));
