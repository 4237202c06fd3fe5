// Every refusal by its code: its status, what it means, what to do, and the calls that may meet it. A refusal's `type`
// leads here.

import { drawFrame, frame } from '../common/frame.js';
import { addTexts, t } from '../common/language.js';
import { keepInStep } from '../common/live.js';
import { draw, refusal, skeleton } from '../common/view.js';
import { html, nothing, render } from '../lit/lit-html.js';
import { load, loaded, refusals } from './document.js';
import { operationLink } from './operation.js';
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
      <p><a href="/docs">← ${t('docs.title')}</a></p>
      <h1>${t('docs.errors.title')}</h1>
      <p>${t('docs.errors.about')}</p>
      ${failed ? refusal(t('noReply')) : nothing}
      ${api ? list() : html`<div class="card">${skeleton(12)}</div>`}
    </div>
  `;
}

function list() {
  const wanted = state.search.trim().toLowerCase();
  const found = refusals().filter(({ code, status }) =>
    `${code} ${status} ${means(code)}`.toLowerCase().includes(wanted),
  );
  return html`
    <div class="field">
      <label for="search">${t('docs.errors.search')}</label>
      <input id="search" type="search" autocomplete="off" @input=${search}>
    </div>
    ${found.length === 0 ? html`<p class="empty">${t('docs.noneFound')}</p>` : nothing}
    ${found.map(one)}
  `;
}

function means(code) {
  return t(`docs.refusal.${code}.means`);
}

function one({ code, status, operations }) {
  const chosen = location.hash === `#${code}`;
  return html`
    <section class="card code ${chosen ? 'chosen' : ''}" id=${code} data-code=${code} tabindex="-1">
      <h2><a href="#${code}">${code}</a> <span class="badge number">${status}</span></h2>
      <p>${means(code)}</p>
      <p><strong>${t('docs.errors.todo')}</strong> ${t(`docs.refusal.${code}.todo`)}</p>
      <p class="small soft calls">
        ${
          operations
            ? operations.map(({ operationId }) => operationLink(operationId, operationId))
            : t('docs.errors.anyCall')
        }
      </p>
    </section>
  `;
}

function search(event) {
  state.search = event.target.value;
  draw();
}

function follow() {
  draw();
  const section = document.getElementById(location.hash.slice(1));
  section?.scrollIntoView();
  section?.focus({ preventScroll: true });
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

frame('docs.errors.title', drawPage);
window.addEventListener('hashchange', follow);
show(); // Not after the shop's settings: the document comes along with them.
await keepInStep(async () => {
  drawFrame();
  await show();
});
