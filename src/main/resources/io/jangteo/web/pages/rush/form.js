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

const KINDS = ['COUPONS', 'ORDERS'];

let rush = KINDS[0];
const values = Object.fromEntries(FIELDS.map(({ name, first }) => [name, String(first)]));
/** Names of the fields whose values were wrong at the last attempt to start. */
const wrong = new Set();

/** Returns the race that the form describes: warmed up, so that it shows the server's speed, and cleaned up after. */
export function wanted() {
  const counts = Object.fromEntries(FIELDS.map(({ name }) => [name, Number(plain(values[name]))]));
  return { ...counts, rush, warmUp: true, cleanUp: true };
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
      <fieldset class="rush-kinds">
        <legend class="soft small">${t('rush.kind')}</legend>
        ${KINDS.map(kindChoice)}
      </fieldset>
      <div class="rush-fields">
        ${FIELDS.map(input)}
        <button class="primary" ?disabled=${!known || starting || running}>${t(label)}</button>
      </div>
      ${refusal}
      <p class="soft small">${t(rush === 'ORDERS' ? 'rush.noteOrders' : 'rush.note')}</p>
    </form>
  `;
}

function kindChoice(kind) {
  const choose = () => {
    rush = kind;
    draw();
  };
  return html`
    <label><input type="radio" name="rush" .checked=${rush === kind} @change=${choose}> ${t(`rush.kinds.${kind}`)}</label>
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
      <label for=${name}>${t(name === 'coupons' && rush === 'ORDERS' ? 'rush.unitsOf' : `rush.${name}`)}</label>
      <input id=${name} type="text" inputmode="numeric" autocomplete="off" value=${values[name]} @input=${type}
        aria-invalid=${isWrong ? 'true' : nothing} aria-describedby="${name}-hint">
      <span id="${name}-hint" class=${isWrong ? 'error' : 'soft small'}>
        ${t(isWrong ? 'rush.range' : hint(name), { max: number(max) })}
      </span>
    </div>
  `;
}

function hint(name) {
  return name === 'coupons' && rush === 'ORDERS' ? 'rush.unitsHint' : `rush.${name}Hint`;
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
