// A backup: a consistent copy of the shop, taken while it is serving.

import { Action } from '../common/action.js';
import { post } from '../common/api.js';
import { number } from '../common/format.js';
import { t } from '../common/language.js';
import { html, nothing } from '../lit/lit-html.js';

const state = { made: null };
const action = new Action();

export const backup = {
  name: 'backup',
  heading: () => t('office.backup.title'),

  view() {
    return html`
      <div class="card">
        <p>${t('office.backup.about')}</p>
        <div class="row">
          <button class="primary" aria-disabled=${action.disabled} @click=${take}>
            ${t(action.busy ? 'office.backup.taking' : 'office.backup.take')}
          </button>
        </div>
        ${action.view()}
      </div>
      ${state.made ? made(state.made) : nothing}
    `;
  },
};

function take() {
  return action.run(async () => {
    state.made = await post('/admin/backup');
    return t('office.backup.taken');
  });
}

function made({ file, bytes, sha256 }) {
  return html`
    <div class="card" role="status" data-part="made">
      <h3>${t('office.backup.last')}</h3>
      <dl class="facts">
        <div><dt>${t('office.backup.file')}</dt><dd><code>${file}</code></dd></div>
        <div><dt>${t('office.backup.size')}</dt><dd>${t('office.backup.bytes', { count: number(bytes) })}</dd></div>
        <div><dt>SHA-256</dt><dd><code>${sha256}</code></dd></div>
      </dl>
      <p class="small soft">${t('office.backup.restore')}</p>
    </div>
  `;
}
