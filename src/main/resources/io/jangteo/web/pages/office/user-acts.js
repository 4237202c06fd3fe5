// What can be done to a user: an adjustment of points, another name, and, where the shop requires tokens, a link that
// carries one.

import { patch, post } from '../common/api.js';
import { dateTime, won } from '../common/format.js';
import { t } from '../common/language.js';
import { shop } from '../common/live.js';
import { draw } from '../common/view.js';
import { html, nothing } from '../lit/lit-html.js';
import { openDialog } from './dialog.js';
import { Form, openForm } from './form.js';
import { address } from './route.js';

const SECONDS = { hours: 3600, days: 86_400 };

/** The buttons for what can be done to a user. */
export function actions(user, latest = () => user) {
  const { id, name } = user;
  const token = html`
    <button aria-label=${t('office.users.tokenOf', { name })} @click=${() => makeToken(user)}>
      ${t('office.users.token')}
    </button>
  `;
  return html`
    <button aria-label=${t('office.users.adjustOf', { name })} @click=${() => adjust(user, () => latest().point)}>
      ${t('office.users.adjust')}
    </button>
    ${shop()?.auth === 'TOKEN' ? token : nothing}
    <a class="button" aria-label=${t('office.users.ordersOf', { name })} href=${address('orders', { userId: id })}>
      ${t('office.users.orders')}
    </a>
  `;
}

function adjust({ id, name }, point) {
  openForm({
    title: () => t('office.users.adjustOf', { name }),
    id: 'points',
    above: () => html`<p class="soft">${t('office.users.pointNow', { point: won(point()) })}</p>`,
    fields: [
      { name: 'amount', type: 'whole', codes: ['INSUFFICIENT_POINTS', 'INVALID_CHARGE_AMOUNT'] },
      { name: 'reason', type: 'text' },
    ],
    button: 'office.users.doAdjust',
    send: (values) => post(`/admin/users/${id}/points/adjust`, values),
    said: (reply) => t('office.users.adjusted', { name, point: won(reply.point) }),
  });
}

/** Adds the points of a payment, once for each; `point` returns the current balance. */
export function charge({ id, name }, point) {
  openForm({
    title: () => t('office.user.chargeOf', { name }),
    id: 'charge',
    above: () => html`<p class="soft">${t('office.users.pointNow', { point: won(point()) })}</p>`,
    fields: [
      { name: 'amount', type: 'whole', label: 'chargeAmount', hint: 'charge', codes: ['INVALID_CHARGE_AMOUNT'] },
      { name: 'reference', type: 'text', label: 'paymentReference', codes: ['REFERENCE_REUSED'] },
    ],
    button: 'office.user.charge',
    send: (values) => post(`/admin/users/${id}/points/charge`, values),
    said: (reply) => t('office.users.adjusted', { name, point: won(reply.point) }),
  });
}

/** Asks for another name. */
export function rename({ id, name }) {
  openForm({
    title: () => t('office.user.renameOf', { name }),
    id: 'user',
    fields: [{ name: 'name', type: 'text', value: name }],
    button: 'office.save',
    send: (values) => patch(`/admin/users/${id}`, values),
    said: (user) => t('office.user.renamed', { name: user.name }),
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
