// The reference: every operation of this server by its subject, each opened on demand and ready to be tried out.

import { drawFrame, frame } from '../common/frame.js';
import { addTexts, t } from '../common/language.js';
import { keepInStep } from '../common/live.js';
import { draw, refusal, skeleton } from '../common/view.js';
import { repeat } from '../lit/directives/repeat.js';
import { html, nothing, render } from '../lit/lit-html.js';
import { key, useKey } from './call.js';
import { load, loaded, summaryOf } from './document.js';
import { isOpen, open, operationView } from './operation.js';
import { texts } from './texts.js';

addTexts(texts);

const state = { search: '', shown: false };

function drawPage() {
  render(page(), document.getElementById('page'));
}

function page() {
  const { document: api, failed } = loaded();
  return html`
    <div class="docs">
      <h1>${t('docs.title')}</h1>
      <p>${t('docs.about')}</p>
      <p><a href="/docs/errors">${t('docs.errors.title')}</a> · <a href="/openapi.json">openapi.json</a></p>
      ${failed ? refusal(t('noReply')) : nothing}
      ${api ? reference(api) : html`<div class="card">${skeleton(12)}</div>`}
    </div>
  `;
}

function reference({ tags }) {
  const found = loaded().operations.filter(matches);
  return html`
    <div class="card tools">
      <div class="field">
        <label for="search">${t('docs.search')}</label>
        <input id="search" type="search" autocomplete="off" @input=${search}>
      </div>
      <div class="field">
        <label for="key">${t('docs.key')}</label>
        <input id="key" type="password" autocomplete="off" .value=${key()} @input=${enterKey} aria-describedby="key-about">
        <p class="small soft" id="key-about">${t('docs.keyAbout')}</p>
      </div>
    </div>
    ${found.length === 0 ? html`<p class="empty">${t('docs.noneFound')}</p>` : nothing}
    ${tags.map(({ name }) =>
      group(
        name,
        found.filter(({ tags: [tag] }) => tag === name),
      ),
    )}
  `;
}

function group(tag, operations) {
  const name = `docs.tag.${tag}`;
  return operations.length === 0
    ? nothing
    : html`
        <section class="stack" data-tag=${tag}>
          <h2>${t(name) === name ? tag : t(name)}</h2>
          <ul class="plain stack">${repeat(operations, ({ operationId }) => operationId, operationView)}</ul>
        </section>
      `;
}

function matches(operation) {
  const { operationId, method, path, summary, codes } = operation;
  const wanted = state.search.trim().toLowerCase();
  return [operationId, `${method} ${path}`, summary, summaryOf(operation), ...codes.map(([code]) => code)].some(
    (text) => text.toLowerCase().includes(wanted),
  );
}

function search(event) {
  state.search = event.target.value;
  draw();
}

function enterKey(event) {
  useKey(event.target.value);
  draw();
}

/** Opens the operation that the address names. */
function follow() {
  const operation = loaded().operations.find(({ operationId }) => operationId === location.hash.slice(1));
  if (operation) {
    if (!isOpen(operation)) {
      open(operation);
      draw();
    }
    document.getElementById(operation.operationId)?.scrollIntoView();
  }
}

/** Goes to what the address names once it is there, and no more when the page is drawn again. */
async function show() {
  await load();
  draw();
  if (!state.shown && loaded().document) {
    state.shown = true;
    follow();
  }
}

frame('docs.title', drawPage);
window.addEventListener('hashchange', follow);
show(); // Not after the shop's settings: the document comes along with them.
await keepInStep(async () => {
  drawFrame();
  await show();
});
