// A form made from a list of fields. The server validates the input; each refusal is shown beside its field.

import { Action } from '../common/action.js';
import { won } from '../common/format.js';
import { t } from '../common/language.js';
import { shop } from '../common/live.js';
import { draw, refusal } from '../common/view.js';
import { html, nothing } from '../lit/lit-html.js';
import { closeDialog, openDialog } from './dialog.js';
import { words } from './parts.js';

/**
 * A field: { name, type: 'text' | 'whole' | 'datetime-local' | 'select', value, options: [[value, text name]],
 * path: its name in a refusal, codes: refusals that concern it, when: { name of a select: value } }. Its texts are
 * `office.field.{name}`, `office.hint.{name}` if there is one, and `office.wrong.{name}` for a malformed value.
 */
export class Form {
  #action = new Action();
  #chosen = {};

  /** `send(values)` makes the call; `done(reply)` returns the success message, or `null` if there is none. */
  constructor({ id, fields, button, send, done }) {
    Object.assign(this, { id, fields, button, send, done });
    fields
      .filter((field) => field.type === 'select')
      .forEach((field) => {
        this.#chosen[field.name] = field.value;
      });
  }

  view() {
    const shown = this.#shown();
    const elsewhere = !shown.some((field) => this.#concerns(field));
    return html`
      <form class="stack" novalidate @submit=${(event) => this.#submit(event)}>
        <div class="fields">${shown.map((field) => this.#field(field))}</div>
        ${elsewhere ? this.#action.view() : nothing}
        <div class="row dialog-buttons">
          <button class="primary" aria-disabled=${this.#action.disabled}>
            ${t(this.#action.busy ? 'office.sending' : this.button)}
          </button>
        </div>
      </form>
    `;
  }

  #shown() {
    return this.fields.filter((field) =>
      Object.entries(field.when ?? {}).every(([name, value]) => this.#chosen[name] === value),
    );
  }

  #field(field) {
    const id = `${this.id}-${field.name}`;
    const wrong = this.#concerns(field);
    const hintName = `office.hint.${field.hint ?? field.name}`;
    const hint = t(hintName) === hintName ? null : t(hintName);
    const described = [hint ? `${id}-hint` : '', wrong ? `${id}-error` : ''].join(' ').trim();
    return html`
      <div class="field">
        <label for=${id}>${t(`office.field.${field.label ?? field.name}`)}</label>
        ${field.type === 'select' ? this.#select(field, id) : input(field, id, wrong, described)}
        ${hint ? html`<p class="small soft" id="${id}-hint">${hint}</p>` : nothing}
        ${wrong ? refusal(this.#words(field), `${id}-error`) : nothing}
      </div>
    `;
  }

  #select(field, id) {
    const choose = (event) => {
      this.#chosen[field.name] = event.target.value;
      draw();
    };
    return html`
      <select id=${id} name=${field.name} @change=${choose}>
        ${field.options.map(
          ([value, text]) => html`<option value=${value} ?selected=${value === field.value}>${t(text)}</option>`,
        )}
      </select>
    `;
  }

  #concerns(field) {
    const { code, body } = this.#action.problem ?? {};
    return (
      (code === 'MALFORMED_REQUEST' && body.field === (field.path ?? field.name)) || (field.codes ?? []).includes(code)
    );
  }

  #words(field) {
    const { problem } = this.#action;
    const { balanceMax, chargeMin, chargeMax } = shop();
    const limits = { limit: won(balanceMax), minimum: won(chargeMin), maximum: won(chargeMax) };
    return problem.code === 'INVALID_CHARGE_AMOUNT'
      ? t(`violation.${problem.body.violation}`, limits)
      : words(problem, field.wrong ?? field.name);
  }

  async #submit(event) {
    event.preventDefault();
    const form = event.target;
    const values = Object.fromEntries(
      this.#shown().map((field) => [field.name, entered(field, form.elements[field.name].value)]),
    );
    await this.#action.run(async () => this.done(await this.send(values)));
    form.querySelector('.error')?.scrollIntoView({ block: 'nearest' }); // A long form may have scrolled it out of view.
  }
}

/**
 * Opens a dialog with a form and closes it after the form was sent. `said(reply)` returns the success message; the views of
 * `above` and `below` surround the form.
 */
export function openForm({ title, said, above = () => nothing, below = () => nothing, ...rest }) {
  const done = (reply) => {
    closeDialog();
    return said(reply);
  };
  const form = new Form({ ...rest, done });
  openDialog(title, () => html`${above()} ${form.view()} ${below()}`);
}

function input(field, id, wrong, described) {
  return html`
    <input id=${id} name=${field.name} type=${field.type === 'datetime-local' ? field.type : 'text'}
      inputmode=${field.type === 'whole' ? 'numeric' : 'text'} autocomplete="off" .value=${field.value ?? ''}
      aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${described || nothing}>
  `;
}

/** An empty value becomes `null`; text that is not a whole number stays text, for the server to refuse. */
function entered(field, text) {
  const value = text.trim();
  if (field.type === 'text' || field.type === 'select') {
    return value;
  }
  const digits = value.normalize('NFKC').replaceAll(',', '').replace('−', '-').replace(/^\+/, '');
  if (field.type === 'whole' && /^-?\d+$/.test(digits)) {
    return Number(digits);
  }
  return value === '' ? null : value;
}
