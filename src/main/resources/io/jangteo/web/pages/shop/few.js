// A long list shows only its first few items, so that the parts below stay within reach, until the rest is requested.

import { t } from '../common/language.js';
import { draw } from '../common/view.js';
import { html } from '../lit/lit-html.js';

const FEW = 6;

/** The lists that are shown in full. */
const opened = new Set();

export function firstFew(list, items) {
  return opened.has(list) ? items : items.slice(0, FEW);
}

/** A button below a list for the rest of the loaded items, and then for more from the server. */
export function restButton(list) {
  if (opened.has(list) || list.items.length <= FEW) {
    return list.moreButton();
  }
  const show = (event) => {
    const shown = event.currentTarget.previousElementSibling;
    opened.add(list);
    draw();
    shown.children[FEW].focus(); // The button is gone; reading continues at the first new item.
  };
  return html`<button class="more" @click=${show}>${t('loadMore')}</button>`;
}
