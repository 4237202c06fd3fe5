// A list that is taken away as a CSV file: all of it, as the server sends it.

import { Action } from '../common/action.js';
import { fetchCsv } from '../common/api.js';
import { t } from '../common/language.js';
import { html } from '../lit/lit-html.js';

/** The button of one list, with its refusal beside it. */
export class Download {
  #action = new Action();

  /** `path` is the list's, with its filters; `words` are the button's. */
  view(path, words = 'office.take.csv') {
    return html`
      <button type="button" data-part="csv" aria-disabled=${this.#action.disabled} @click=${() => this.#action.run(() => take(path))}>
        ${t(this.#action.busy ? 'office.take.fetching' : words)}
      </button>
      ${this.#action.view()}
    `;
  }
}

async function take(path) {
  const { name, content } = await fetchCsv(path);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser takes it over before this; keeping it would hold the whole file.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return t('office.take.done', { name });
}
