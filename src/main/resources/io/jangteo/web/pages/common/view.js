// How a page is drawn, and the small parts that all pages are made of.

import { html, nothing } from '../lit/lit-html.js';
import { t } from './language.js';

let drawPage = () => {};

/** Names the function that draws the whole page. */
export function drawWith(callback) {
  drawPage = callback;
}

export function draw() {
  drawPage();
}

/** Bars that stand where a list or a value will be. */
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

/** Says what was refused; a field that it is about names it by its `id`. */
export function refusal(words, id = nothing) {
  return html`<p class="error" role="alert" id=${id}>${words}</p>`;
}
