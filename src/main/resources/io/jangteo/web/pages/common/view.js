// Drawing of the page, and small parts that all pages share.

import { html, nothing } from '../lit/lit-html.js';
import { t } from './language.js';

let drawPage = () => {};

/** Sets the function that draws the whole page. */
export function drawWith(callback) {
  drawPage = callback;
}

export function draw() {
  drawPage();
}

/** Returns placeholder bars for a list or a value that is still loading. */
export function skeleton(rows) {
  return html`
    <div class="skeleton" aria-hidden="true">${Array.from({ length: rows }, () => html`<span></span>`)}</div>
    <p class="visually-hidden">${t('loading')}</p>
  `;
}

/** `tone` is its colour: 'good', 'bad', 'warn' or ''. */
export function badge(text, tone) {
  return html`<span class="badge ${tone}">${text}</span>`;
}

/** Shows a refusal; the field that it is about refers to it by its `id`. */
export function refusal(words, id = nothing) {
  return html`<p class="error" role="alert" id=${id}>${words}</p>`;
}
