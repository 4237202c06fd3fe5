// The search and the order of a list: they stand in the address, and the server answers them.

import { t } from '../common/language.js';
import { html } from '../lit/lit-html.js';
import { address, narrow, query } from './route.js';

/** Long enough for the next letter, short enough to seem immediate. */
const TYPING_MILLIS = 250;

let timer = null;

/** Asks a list for what is shown beside its items: the names of users, and how many items there are. */
export const DETAILS = { details: true };

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

/** Chooses the order of the section's list; the first of the `orders` is the one without a choice. */
export function sortField(section, filters, orders) {
  const chosen = filters.get('sort') ?? orders[0];
  const choose = ({ target }) => {
    const sort = target.value === orders[0] ? null : target.value;
    narrow(address(section, { ...Object.fromEntries(filters), sort }));
  };
  return html`
    <div class="field">
      <label for="sort">${t('office.sort.by')}</label>
      <select id="sort" @change=${choose}>
        ${orders.map((one) => html`<option value=${one} .selected=${one === chosen}>${t(`office.sort.${one}`)}</option>`)}
      </select>
    </div>
  `;
}

/** The path of a list that is searched and sorted, with what the address says of both. */
export function listPath(path, filters, details = {}) {
  return `${path}${query({ query: filters.get('query'), sort: filters.get('sort'), ...details })}`;
}

/** What a search finds nothing of is said with its words. */
export function noneFound(filters, otherwise) {
  const words = filters.get('query');
  return words ? t('office.noneFound', { query: words }) : otherwise;
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
