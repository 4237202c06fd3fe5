// Small parts that the sections of the back office share.

import { t } from '../common/language.js';
import { badge, skeleton } from '../common/view.js';
import { repeat } from '../lit/directives/repeat.js';
import { html, nothing } from '../lit/lit-html.js';

const ORDER_TONES = { PENDING: 'warn', PAID: 'good', REFUNDED: 'bad', CANCELLED: '', EXPIRED: '' };

/** Shows a refusal; an error in a filter or a field has a text of its own. */
export function words({ code, body, message }, field = body.field) {
  const name = `office.wrong.${field}`;
  return code === 'MALFORMED_REQUEST' && t(name) !== name ? t(name) : message;
}

/** Placeholder for a list or a value that is still loading. */
export function waiting(rows = 6) {
  return html`<div class="card" role="status">${skeleton(rows)}</div>`;
}

export function orderBadge(status) {
  return badge(t(`office.orderStatus.${status}`), ORDER_TONES[status]);
}

/** Links to an order's trail. */
export function orderLink(id) {
  return html`<a class="cell-link" href="#orders/${id}">${t('office.orders.number', { id })}</a>`;
}

/** Links of which one is current: a filter kept in the address. `choices` are pairs of address and text. */
export function choices(label, current, pairs) {
  return html`
    <nav class="choices" aria-label=${label}>
      ${pairs.map(
        ([address, text]) =>
          html`<a href=${address} aria-current=${address === current ? 'true' : nothing}>${text}</a>`,
      )}
    </nav>
  `;
}

/** A list in its states: still loading, empty, or a table with a button for more. */
export function listView(list, title, columns, empty, items = list.items) {
  if (list.value === null) {
    return waiting();
  }
  return html`
    <div class="card list-card">
      ${items.length === 0 ? html`<p class="empty">${empty}</p>` : itemTable(title, columns, items)}
    </div>
    ${list.moreButton()}
  `;
}

/** Columns are `[name, view of an item, kind]`: a 'number', a 'time', the 'heading' of the row, or its 'actions'. */
function itemTable(title, columns, items) {
  const heads = columns.map(([name, , kind]) => [t(`office.column.${name}`), kind === 'number' ? kind : '']);
  const row = (item) => html`<tr>${columns.map(([name, view, kind]) => cell(name, view(item), kind))}</tr>`;
  return table(
    title,
    heads,
    repeat(items, ({ id, name }, place) => id ?? name ?? place, row),
  );
}

function cell(name, content, kind) {
  switch (kind) {
    case 'heading':
      return html`<th scope="row">${content}</th>`;
    case 'actions':
      return html`<td><div class="row actions">${content}</div></td>`;
    default:
      return html`<td class=${kind ? 'number' : nothing} data-label=${t(`office.column.${name}`)}>${content}</td>`;
  }
}

/** A table that scrolls on its own if it is too wide. `columns` are pairs of text and class. */
export function table(caption, columns, rows) {
  return html`
    <div class="table-scroll" tabindex="0" role="region" aria-label=${caption}>
      <table>
        <caption class="visually-hidden">${caption}</caption>
        <thead><tr>${columns.map(([text, kind]) => html`<th scope="col" class=${kind ?? ''}>${text}</th>`)}</tr></thead>
        <tbody>${rows}</tbody>
      </table>
    </div>
  `;
}
