// The form that sets up a race. It keeps what was typed, and shows each error beside its field.

import { number } from '../common/format.js';
import { t } from '../common/language.js';
import { draw } from '../common/view.js';
import { html, nothing } from '../lit/lit-html.js';

const FIELDS = [
  { name: 'coupons', first: 100, max: 10_000 },
  { name: 'users', first: 2_000, max: 20_000 },
  { name: 'concurrency', first: 64, max: 256 },
];

const values = Object.fromEntries(FIELDS.map(({ name, first }) => [name, String(first)]));
/** Names of the fields whose values were wrong at the last attempt to start. */
const wrong = new Set();

/** Returns the race that the form describes. */
export function wanted() {
  return Object.fromEntries(FIELDS.map(({ name }) => [name, Number(plain(values[name]))]));
}

/** Accepts full-width digits, and digits in groups of three, as the hints show them. */
function plain(text) {
  const typed = text.normalize('NFKC').trim();
  return /^\d{1,3}(,\d{3})+$/.test(typed) ? typed.replaceAll(',', '') : typed;
}

/** Calls `start` if all fields are valid. */
export function raceForm({ known, starting, running, refusal, start }) {
  const submit = (event) => {
    event.preventDefault();
    check();
    if (wrong.size) {
      draw();
      document.getElementById([...wrong][0]).focus();
    } else if (!starting && !running) {
      start();
    }
  };
  const label = running ? 'rush.running' : starting ? 'rush.starting' : 'rush.start';
  return html`
    <form class="card" novalidate @submit=${submit}>
      <h2>${t('rush.form')}</h2>
      <div class="rush-fields">
        ${FIELDS.map(input)}
        <button class="primary" ?disabled=${!known || starting || running}>${t(label)}</button>
      </div>
      ${refusal}
      <p class="soft small">${t('rush.note')}</p>
    </form>
  `;
}

function input({ name, max }) {
  const isWrong = wrong.has(name);
  const type = (event) => {
    values[name] = event.target.value;
    if (wrong.size) {
      check();
      draw();
    }
  };
  return html`
    <div class="field">
      <label for=${name}>${t(`rush.${name}`)}</label>
      <input id=${name} type="text" inputmode="numeric" autocomplete="off" value=${values[name]} @input=${type}
        aria-invalid=${isWrong ? 'true' : nothing} aria-describedby="${name}-hint">
      <span id="${name}-hint" class=${isWrong ? 'error' : 'soft small'}>
        ${t(isWrong ? 'rush.range' : `rush.${name}Hint`, { max: number(max) })}
      </span>
    </div>
  `;
}

function check() {
  wrong.clear();
  for (const { name, max } of FIELDS) {
    const digits = plain(values[name]);
    if (!/^\d{1,6}$/.test(digits) || Number(digits) < 1 || Number(digits) > max) {
      wrong.add(name);
    }
  }
}
