// Small parts that the sections of the back office share.

import { number } from '../common/format.js';
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

/** Returns the items of a reply, each with the name of its user. */
export function named(items, users) {
  const names = new Map(users.map(({ id, name }) => [id, name]));
  return items.map((item) => ({ ...item, userName: names.get(item.userId) }));
}

/** Names a user with the number; with that alone, before the name is known. */
export function userText(id, name) {
  return name ? t('office.userNamed', { id, name }) : t('office.userNumber', { id });
}

/** Links to the page of a user who stands among other things. */
export function customerLink(id, name) {
  return html`<a class="cell-link customer" href="#users/${id}">${userText(id, name)}</a>`;
}

/** Links to a user's page. */
export function userLink(id, text) {
  return html`<a class="cell-link" href="#users/${id}">${text}</a>`;
}

/** Links to a product's page. */
export function productLink(id, text) {
  return html`<a class="cell-link" href="#products/${id}">${text}</a>`;
}

/** What an entry or a movement refers to: an order, to which it links, or words. */
export function cause(text) {
  const [, id] = text?.match(/^order:(\d+)$/) ?? [];
  return id ? orderLink(id) : (text ?? nothing);
}

/** A figure among others, with a link if there is more to see; `tone` is 'bad', 'warn' or ''. */
export function figure({ name, label, value, more, link = null, tone = '' }) {
  return html`
    <div class="card tile ${tone}" data-tile=${name}>
      <dt>${link ? html`<a href=${link}>${label}</a>` : label}</dt>
      <dd class="big number">${value}</dd>
      <dd class="small soft">${more}</dd>
    </div>
  `;
}

/** Facts as pairs of name and value; those without a value are left out. */
export function factList(facts) {
  return html`
    <dl class="facts">
      ${facts
        .filter(([, value]) => value !== null && value !== nothing)
        .map(([name, value]) => html`<div><dt>${t(`office.fact.${name}`)}</dt><dd>${value}</dd></div>`)}
    </dl>
  `;
}

/** A list with a heading of its own, among others on a page. */
export function titledList(name, list, columns, empty, beside = nothing) {
  const title = t(`office.lists.${name}`);
  return html`
    <section class="stack" data-part=${name}>
      <div class="row between"><h3>${title}</h3> ${beside}</div>
      ${listView(list, title, columns, empty)}
    </section>
  `;
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
    ${items.length === 0 ? nothing : html`<p class="small soft list-count">${count(list, items.length)}</p>`}
    ${list.moreButton()}
  `;
}

/** How many there are; with more to load, only the server may know that. */
function count({ value: { more, first } }, items) {
  const total = first?.total ?? null;
  const name = more ? (total === null ? 'more' : 'some') : 'all';
  return t(`office.count.${name}`, { count: number(items), total: number(total) });
}

/** Columns are `[name, view of an item, kind]`: a 'number', a 'time', the 'heading' of the row, or its 'actions'. */
function itemTable(title, columns, items) {
  const isNumber = (kind) => kind === 'number' || kind === 'time';
  const heads = columns.map(([name, , kind]) => [t(`office.column.${name}`), isNumber(kind) ? 'number' : '']);
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
