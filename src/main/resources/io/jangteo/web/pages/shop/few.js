// A long list shows its first few, so that what stands below it can be reached, until the rest is asked for.

import { t } from '../common/language.js';
import { draw } from '../common/view.js';
import { html } from '../lit/lit-html.js';

const FEW = 6;

/** The lists of which the rest was asked for. */
const opened = new Set();

export function firstFew(list, items) {
  return opened.has(list) ? items : items.slice(0, FEW);
}

/** A button below a list for the rest of what was loaded, and then for what is beyond. */
export function restButton(list) {
  if (opened.has(list) || list.items.length <= FEW) {
    return list.moreButton();
  }
  const show = (event) => {
    const shown = event.currentTarget.previousElementSibling;
    opened.add(list);
    draw();
    shown.children[FEW].focus(); // The button is gone; reading goes on at what it has brought.
  };
  return html`<button class="more" @click=${show}>${t('loadMore')}</button>`;
}
