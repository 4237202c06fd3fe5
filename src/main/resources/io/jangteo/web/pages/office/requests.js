// Test mode: the last requests to the API, with what was sent and answered.

import { clockTime, number } from '../common/format.js';
import { t } from '../common/language.js';
import { PagedList } from '../common/part.js';
import { badge, draw } from '../common/view.js';
import { html, nothing } from '../lit/lit-html.js';

const list = new PagedList('requests', { step: 20, max: 200 });
const state = { testId: '' };

export function loadRequests() {
  return list.load(`/admin/requests${state.testId ? `?testId=${encodeURIComponent(state.testId)}` : ''}`);
}

export function requestsView() {
  return html`
    <div class="card" data-part="requests">
      <h3>${t('office.requests.title')}</h3>
      <p class="soft small">${t('office.requests.about')}</p>
      <div class="field">
        <label for="request-test">${t('office.requests.testId')}</label>
        <input id="request-test" autocomplete="off" .value=${state.testId} @change=${choose}>
      </div>
      ${list.view(({ items }) => (items.length ? rows(items) : none()), nothing)}
      ${list.moreButton()}
    </div>
  `;
}

function none() {
  return html`<p class="empty">${t('office.requests.none')}</p>`;
}

function rows(items) {
  return html`<ul class="plain requests">${items.map((item) => html`<li>${request(item)}</li>`)}</ul>`;
}

function request({ at, testId, method, path, status, code, milliseconds, requestBody, responseBody }) {
  const tone = status >= 500 || status === 0 ? 'bad' : status >= 400 ? 'warn' : 'good';
  const body = (name, text) =>
    text ? html`<p class="small soft">${t(name)}</p><pre tabindex="0"><code>${text}</code></pre>` : nothing;
  return html`
    <details>
      <summary>
        ${badge(status || '—', tone)} <span class="number small soft">${clockTime(at)}</span>
        <strong>${method}</strong> <span class="path">${path}</span> ${code ? html`<code>${code}</code>` : nothing}
      </summary>
      <p class="small soft">
        ${t('office.requests.took', { count: number(milliseconds) })}
        ${testId ? html`· X-Test-Id <code>${testId}</code>` : nothing}
      </p>
      ${body('office.requests.sent', requestBody)} ${body('office.requests.answered', responseBody)}
    </details>
  `;
}

async function choose(event) {
  state.testId = event.target.value.trim();
  list.clear();
  await loadRequests();
  draw();
}
