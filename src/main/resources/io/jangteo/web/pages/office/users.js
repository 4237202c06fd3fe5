// Users: the list, a new user, an adjustment of points, and, where the shop requires tokens, a link that carries one.

import { post } from '../common/api.js';
import { dateTime, won } from '../common/format.js';
import { t } from '../common/language.js';
import { shop } from '../common/live.js';
import { PagedList } from '../common/part.js';
import { draw } from '../common/view.js';
import { html, nothing } from '../lit/lit-html.js';
import { openDialog } from './dialog.js';
import { Download } from './download.js';
import { Form, openForm } from './form.js';
import { listView } from './parts.js';
import { address } from './route.js';

const SECONDS = { hours: 3600, days: 86_400 };

const list = new PagedList('users');
const download = new Download();

export const users = {
  name: 'users',
  heading: () => t('office.users.title'),
  load: () => list.load('/admin/users'),

  view() {
    return html`
      <div class="row between bar">
        <p class="soft">${t('office.users.about')}</p>
        <div class="row">
          ${download.view('/admin/users')}
          <button class="primary" @click=${create}>${t('office.users.new')}</button>
        </div>
      </div>
      ${listView(list, t('office.users.title'), COLUMNS, t('office.users.none'))}
    `;
  },
};

const COLUMNS = [
  ['number', ({ id }) => id, 'number'],
  ['name', ({ name }) => name, 'heading'],
  ['point', ({ point }) => won(point), 'number'],
  ['actions', actions, 'actions'],
];

function actions(user) {
  const { id, name } = user;
  const token = html`
    <button aria-label=${t('office.users.tokenOf', { name })} @click=${() => makeToken(user)}>
      ${t('office.users.token')}
    </button>
  `;
  return html`
    <button aria-label=${t('office.users.adjustOf', { name })} @click=${() => adjust(user)}>
      ${t('office.users.adjust')}
    </button>
    ${shop()?.auth === 'TOKEN' ? token : nothing}
    <a class="button" aria-label=${t('office.users.ordersOf', { name })} href=${address('orders', { userId: id })}>
      ${t('office.users.orders')}
    </a>
  `;
}

function create() {
  openForm({
    title: () => t('office.users.new'),
    id: 'user',
    fields: [{ name: 'name', type: 'text' }],
    button: 'office.users.create',
    send: (values) => post('/admin/users', values),
    said: ({ id, name }) => t('office.users.created', { id, name }),
  });
}

function adjust({ id, name, point }) {
  const now = () => list.items.find((user) => user.id === id)?.point ?? point;
  openForm({
    title: () => t('office.users.adjustOf', { name }),
    id: 'points',
    above: () => html`<p class="soft">${t('office.users.pointNow', { point: won(now()) })}</p>`,
    fields: [
      { name: 'amount', type: 'whole', codes: ['INSUFFICIENT_POINTS', 'INVALID_CHARGE_AMOUNT'] },
      { name: 'reason', type: 'text' },
    ],
    button: 'office.users.doAdjust',
    send: (values) => post(`/admin/users/${id}/points/adjust`, values),
    said: (reply) => t('office.users.adjusted', { name, point: won(reply.point) }),
  });
}

function makeToken({ id, name }) {
  const made = { link: null, expiresAt: null, copied: false };
  const form = new Form({
    id: 'token',
    fields: [
      { name: 'lifetime', type: 'whole', value: '12', path: 'ttlSeconds' },
      {
        name: 'unit',
        type: 'select',
        value: 'hours',
        options: [
          ['hours', 'office.unit.hours'],
          ['days', 'office.unit.days'],
        ],
      },
    ],
    button: 'office.users.makeToken',
    send: ({ lifetime, unit }) => post('/admin/tokens', { userId: id, ttlSeconds: seconds(lifetime, unit) }),
    done: ({ token, expiresAt }) => {
      const link = `${location.origin}/#user=${id}&token=${encodeURIComponent(token)}`;
      Object.assign(made, { link, expiresAt, copied: false });
      return null;
    },
  });
  openDialog(
    () => t('office.users.tokenOf', { name }),
    () => html`
    ${form.view()}
    ${made.link ? tokenLink(made) : nothing}
  `,
  );
}

function seconds(lifetime, unit) {
  return Number.isInteger(lifetime) ? lifetime * SECONDS[unit] : lifetime;
}

function tokenLink(made) {
  const copy = async () => {
    const field = document.getElementById('token-link');
    field.select();
    try {
      await navigator.clipboard.writeText(made.link);
      made.copied = true;
    } catch {
      made.copied = false; // The link is selected and can be copied by hand.
    }
    draw();
  };
  return html`
    <div class="field">
      <label for="token-link">${t('office.users.link', { until: dateTime(made.expiresAt) })}</label>
      <div class="key-row">
        <input id="token-link" readonly .value=${made.link}>
        <button type="button" @click=${copy}>${t('office.users.copy')}</button>
      </div>
    </div>
    <p class="small soft" role="status">${t(made.copied ? 'office.users.copied' : 'office.users.linkCare')}</p>
  `;
}
