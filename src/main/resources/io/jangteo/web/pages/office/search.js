// The search of a list: what is typed stands in the address, and the server answers it.

import { t } from '../common/language.js';
import { html } from '../lit/lit-html.js';
import { address, narrow } from './route.js';

/** Long enough for the next letter, short enough to seem immediate. */
const TYPING_MILLIS = 250;

let timer = null;

/** A search field for the section with these filters; `label` says what is searched. */
export function searchField(section, filters, label) {
  const search = (value) => {
    clearTimeout(timer);
    narrow(address(section, { ...Object.fromEntries(filters), query: sought(value) }));
  };
  const type = ({ target }) => {
    clearTimeout(timer);
    timer = setTimeout(() => search(target.value), TYPING_MILLIS);
  };
  const submit = (event) => {
    event.preventDefault();
    search(event.target.elements.query.value);
  };
  return html`
    <form class="field search-field" role="search" @submit=${submit}>
      <label for="search">${label}</label>
      <input id="search" name="query" type="search" autocomplete="off" maxlength="100"
        .value=${beingTyped() ? document.activeElement.value : (filters.get('query') ?? '')} @input=${type}>
    </form>
  `;
}

/** What a search finds nothing of is said with its words. */
export function noneFound(filters, otherwise) {
  const query = filters.get('query');
  return query ? t('office.noneFound', { query }) : otherwise;
}

/** Returns what was typed as the server compares it: composed, without the spaces around it, and numbers in half width. */
function sought(text) {
  const words = text.normalize('NFC').trim();
  return /^[\d０-９]+$/.test(words) ? words.normalize('NFKC') : words;
}

/** Returns whether the field is being edited; its text is then ahead of the address. */
function beingTyped() {
  return document.activeElement?.id === 'search';
}
