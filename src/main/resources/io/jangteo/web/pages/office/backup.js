// Backups: consistent copies of the shop, taken while it is serving.

import { Action } from '../common/action.js';
import { post, save } from '../common/api.js';
import { dateTime, size } from '../common/format.js';
import { t } from '../common/language.js';
import { Part } from '../common/part.js';
import { html, nothing } from '../lit/lit-html.js';
import { table, waiting } from './parts.js';

const list = new Part();
const state = { made: null };
const action = new Action();
const saving = new Action();

export const backup = {
  name: 'backup',
  heading: () => t('office.backup.title'),

  /** A shop in a shared database has no backups here: its own tools copy it. */
  async load() {
    const problem = await list.load('/admin/backups');
    return problem?.status === 404 ? null : problem;
  },

  view() {
    if (list.problem?.status === 404) {
      return html`<p class="empty">${t('office.backup.shared')}</p>`;
    }
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
      ${saving.view()}
      ${list.view(({ backups }) => (backups.length ? rows(backups) : none()), waiting(3))}
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
        <div><dt>${t('office.backup.size')}</dt><dd>${size(bytes)}</dd></div>
        <div><dt>SHA-256</dt><dd><code>${sha256}</code></dd></div>
      </dl>
      <p class="small soft">${t('office.backup.restore')}</p>
    </div>
  `;
}

function none() {
  return html`<p class="empty">${t('office.backups.none')}</p>`;
}

function rows(backups) {
  const columns = [
    [t('office.backups.at')],
    [t('office.backup.file')],
    [t('office.backup.size'), 'number'],
    [t('office.backups.action')],
  ];
  return html`
    <div class="card list-card" data-part="backups">
      ${table(t('office.backups.title'), columns, backups.map(row))}
    </div>
  `;
}

function row({ file, bytes, at, sha256 }) {
  const press = () => saving.run(() => save(`/admin/backups/${encodeURIComponent(file)}`, file));
  return html`
    <tr>
      <th scope="row">${dateTime(at)}</th>
      <td data-label=${t('office.backup.file')}><code title="SHA-256 ${sha256}">${file}</code></td>
      <td class="number" data-label=${t('office.backup.size')}>${size(bytes)}</td>
      <td>
        <div class="row actions">
          <button aria-label=${t('office.backups.saveOf', { file })} aria-disabled=${saving.disabled} @click=${press}>
            ${t('office.backups.save')}
          </button>
        </div>
      </td>
    </tr>
  `;
}
