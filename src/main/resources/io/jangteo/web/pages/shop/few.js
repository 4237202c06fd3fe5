// A long list shows only its first few items, so that the parts below stay within reach, until the rest is requested.

import { t } from '../common/language.js';
import { draw } from '../common/view.js';
import { html } from '../lit/lit-html.js';

const FEW = 6;

/** The lists that are shown in full. */
const opened = new Set();

export function firstFew(list, items, few = FEW) {
  return opened.has(list) ? items : items.slice(0, few);
}

/** A button below a list for the rest of the loaded items, or of some of them, and then for more from the server. */
export function restButton(list, items = list.items, few = FEW) {
  if (opened.has(list) || items.length <= few) {
    return list.moreButton();
  }
  const show = (event) => {
    const shown = event.currentTarget.previousElementSibling;
    opened.add(list);
    draw();
    shown.children[few].focus(); // The button is gone; reading continues at the first new item.
  };
  return html`<button class="more" @click=${show}>${t('loadMore')}</button>`;
}
