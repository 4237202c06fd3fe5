// Users: the list, each with its page, and a new user.

import { post } from '../common/api.js';
import { won } from '../common/format.js';
import { t } from '../common/language.js';
import { PagedList } from '../common/part.js';
import { html } from '../lit/lit-html.js';
import { Download } from './download.js';
import { openForm } from './form.js';
import { listView, userLink } from './parts.js';
import { rowsInView } from './place.js';
import { DETAILS, listPath, noneFound, searchField, sortField } from './search.js';
import { loadUser, userTitle, userView } from './user.js';
import { actions } from './user-acts.js';

const ORDERS = ['id', 'name', '-point'];

const list = new PagedList('users', { inView: rowsInView });
const download = new Download();

export const users = {
  name: 'users',
  list,
  heading: ({ id }) => (id ? userTitle(id) : t('office.users.title')),
  backLink: ({ id }) => (id ? html`<p><a href="#users">← ${t('office.user.back')}</a></p>` : null),
  load: ({ id, filters, rows, keep }) =>
    id ? loadUser(id) : list.load(listPath('/admin/users', filters, DETAILS), { rows, keep }),

  view({ id, filters }) {
    if (id) {
      return userView(id);
    }
    return html`
      <p class="soft">${t('office.users.about')}</p>
      <div class="row between bar">
        ${searchField('users', filters, t('office.users.search'))}
        ${sortField('users', filters, ORDERS)}
        <div class="row">
          ${download.view(listPath('/admin/users', filters))}
          <button class="primary" @click=${createUser}>${t('office.users.new')}</button>
        </div>
      </div>
      ${listView(list, t('office.users.title'), COLUMNS, noneFound(filters, t('office.users.none')))}
    `;
  },
};

const COLUMNS = [
  ['number', ({ id }) => id, 'number'],
  ['name', ({ id, name }) => userLink(id, name), 'heading'],
  ['point', ({ point }) => won(point), 'number'],
  ['actions', (user) => actions(user, () => latest(user)), 'actions'],
];

function latest(user) {
  return list.items.find(({ id }) => id === user.id) ?? user;
}

export function createUser() {
  openForm({
    title: () => t('office.users.new'),
    id: 'user',
    fields: [{ name: 'name', type: 'text' }],
    button: 'office.users.create',
    send: (values) => post('/admin/users', values),
    said: ({ id, name }) => t('office.users.created', { id, name }),
  });
}
