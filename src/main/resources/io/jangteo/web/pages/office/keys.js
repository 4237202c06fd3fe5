// The named keys: the list, a new one, which is shown once, and the end of one. The owner's key alone makes and revokes.

import { get, post } from '../common/api.js';
import { dateTime } from '../common/format.js';
import { t } from '../common/language.js';
import { PagedList } from '../common/part.js';
import { badge, draw } from '../common/view.js';
import { html, nothing } from '../lit/lit-html.js';
import { ask, openDialog } from './dialog.js';
import { Form } from './form.js';
import { listView } from './parts.js';

/** The keys come all at once: people make them one by one. */
class Keys extends PagedList {
  async fetch(path) {
    return { items: (await get(path)).keys, more: false };
  }
}

const list = new Keys('keys');

export const keys = {
  name: 'keys',
  heading: () => t('office.keys.title'),
  load: () => list.load('/admin/keys'),

  view() {
    return html`
      <div class="row between bar">
        <p class="soft">${t('office.keys.about')}</p>
        <button class="primary" @click=${create}>${t('office.keys.new')}</button>
      </div>
      ${listView(list, t('office.keys.title'), COLUMNS, t('office.keys.none'))}
    `;
  },
};

const COLUMNS = [
  ['name', ({ name }) => name, 'heading'],
  ['made', ({ createdAt }) => dateTime(createdAt), 'time'],
  ['used', ({ lastUsedAt }) => (lastUsedAt ? dateTime(lastUsedAt) : t('office.keys.never'))],
  ['status', state],
  ['actions', actions, 'actions'],
];

function state({ revokedAt }) {
  return revokedAt
    ? html`${badge(t('office.keys.revoked'), 'bad')} ${dateTime(revokedAt)}`
    : badge(t('office.keys.valid'), 'good');
}

function actions({ name, revokedAt }) {
  const revoke = () =>
    ask({
      title: () => t('office.keys.revokeOf', { name }),
      text: () => t('office.keys.revokeAsk'),
      yes: () => t('office.keys.revoke'),
      call: () => post(`/admin/keys/${encodeURIComponent(name)}/revoke`),
      say: () => t('office.keys.revokeDone', { name }),
    });
  return revokedAt
    ? nothing
    : html`
        <button aria-label=${t('office.keys.revokeOf', { name })} @click=${revoke}>${t('office.keys.revoke')}</button>
      `;
}

function create() {
  const made = { key: null, copied: false };
  const form = new Form({
    id: 'key',
    fields: [{ name: 'name', type: 'text', hint: 'keyName', wrong: 'keyName', codes: ['KEY_NAME_TAKEN'] }],
    button: 'office.keys.make',
    send: (values) => post('/admin/keys', values),
    done: ({ key }) => {
      Object.assign(made, { key, copied: false });
      return null;
    },
  });
  openDialog(
    () => t('office.keys.new'),
    () => (made.key ? shownOnce(made) : form.view()),
  );
}

function shownOnce(made) {
  const copy = async () => {
    document.getElementById('made-key').select();
    try {
      await navigator.clipboard.writeText(made.key);
      made.copied = true;
    } catch {
      made.copied = false; // The key is selected and can be copied by hand.
    }
    draw();
  };
  return html`
    <div class="field">
      <label for="made-key">${t('office.keys.made')}</label>
      <div class="key-row">
        <input id="made-key" readonly .value=${made.key}>
        <button type="button" @click=${copy}>${t('office.users.copy')}</button>
      </div>
    </div>
    <p class="small soft" role="status">${t(made.copied ? 'office.users.copied' : 'office.keys.once')}</p>
  `;
}
