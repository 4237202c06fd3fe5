// Users: the list, a new one, a correction of points, and where the shop wants tokens a link that carries one.
import { html, nothing } from '../lit/lit-html.js';
import { repeat } from '../lit/directives/repeat.js';
import { post } from '../common/api.js';
import { dateTime, won } from '../common/format.js';
import { t } from '../common/language.js';
import { shop } from '../common/live.js';
import { closeDialog, openDialog } from './dialog.js';
import { Form } from './form.js';
import { PagedList } from './list.js';
import { redraw, table } from './parts.js';
import { address } from './route.js';

const SECONDS = { hours: 3600, days: 86_400 };

const list = new PagedList('users');

export const users = {
  name: 'users',
  heading: () => t('office.users.title'),
  load: () => list.load('/admin/users'),

  view() {
    return html`
      <div class="row between bar">
        <p class="soft">${t('office.users.about')}</p>
        <button class="primary" @click=${create}>${t('office.users.new')}</button>
      </div>
      ${list.view(t('office.users.none'), userTable)}
    `;
  },
};

function userTable(found) {
  return table(
    t('office.users.title'),
    [
      [t('office.column.number'), 'number'],
      [t('office.column.name')],
      [t('office.column.point'), 'number'],
      [t('office.column.actions')],
    ],
    repeat(found, ({ id }) => id, row),
  );
}

function row(user) {
  const { id, name, point } = user;
  const token = html`
    <button aria-label=${t('office.users.tokenOf', { name })} @click=${() => makeToken(user)}>
      ${t('office.users.token')}
    </button>
  `;
  return html`
    <tr>
      <td class="number" data-label=${t('office.column.number')}>${id}</td>
      <th scope="row">${name}</th>
      <td class="number" data-label=${t('office.column.point')}>${won(point)}</td>
      <td>
        <div class="row actions">
          <button aria-label=${t('office.users.adjustOf', { name })} @click=${() => adjust(user)}>
            ${t('office.users.adjust')}
          </button>
          ${shop()?.auth === 'TOKEN' ? token : nothing}
          <a class="button" aria-label=${t('office.users.ordersOf', { name })}
            href=${address('orders', { userId: id })}>
            ${t('office.users.orders')}
          </a>
        </div>
      </td>
    </tr>
  `;
}

function create() {
  const form = new Form({
    id: 'user',
    fields: [{ name: 'name', type: 'text' }],
    button: 'office.users.create',
    send: (values) => post('/admin/users', values),
    done: ({ id, name }) => {
      closeDialog();
      return t('office.users.created', { id, name });
    },
  });
  openDialog(
    () => t('office.users.new'),
    () => form.view(),
  );
}

function adjust({ id, name, point }) {
  const form = new Form({
    id: 'points',
    fields: [
      { name: 'amount', type: 'whole', codes: ['INSUFFICIENT_POINTS', 'INVALID_CHARGE_AMOUNT'] },
      { name: 'reason', type: 'text' },
    ],
    button: 'office.users.doAdjust',
    send: (values) => post(`/admin/users/${id}/points/adjust`, values),
    done: (reply) => {
      closeDialog();
      return t('office.users.adjusted', { name, point: won(reply.point) });
    },
  });
  const now = () => list.items?.find((user) => user.id === id)?.point ?? point;
  openDialog(
    () => t('office.users.adjustOf', { name }),
    () => html`
    <p class="soft">${t('office.users.pointNow', { point: won(now()) })}</p>
    ${form.view()}
  `,
  );
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
      made.copied = false; // It is selected, to be copied by hand.
    }
    redraw();
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
