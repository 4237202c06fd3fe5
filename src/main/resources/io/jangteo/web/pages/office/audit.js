// The audit: who changed what by administration, when and why; by business days and by the kind of change.

import { get } from '../common/api.js';
import { dateTime } from '../common/format.js';
import { t } from '../common/language.js';
import { PagedList } from '../common/part.js';
import { html, nothing } from '../lit/lit-html.js';
import { Download } from './download.js';
import { listView } from './parts.js';
import { address, go, query } from './route.js';
import { OPERATIONS } from './texts-take.js';

const REPLY_ITEMS_MAX = 100;

/** Entries have no ids by which one page could be joined to another, so all that was loaded is fetched again. */
class Entries extends PagedList {
  async fetch(path) {
    const items = [];
    let cursor = null;
    do {
      const limit = Math.min(REPLY_ITEMS_MAX, this.wanted - items.length);
      const next = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
      const reply = await get(`${path}${path.includes('?') ? '&' : '?'}limit=${limit}${next}`);
      items.push(...reply.entries);
      cursor = reply.nextCursor;
    } while (cursor && items.length < this.wanted);
    return { items, more: cursor !== null };
  }
}

const list = new Entries('entries');
const download = new Download();

export const audit = {
  name: 'audit',
  heading: () => t('office.audit.title'),
  load: ({ filters }) => list.load(path(filters)),
  bar: ({ filters }) => bar(filters),
  view: () => listView(list, t('office.audit.title'), COLUMNS, t('office.audit.none')),
};

const COLUMNS = [
  ['at', ({ at }) => dateTime(at), 'time'],
  ['key', ({ key }) => (key === 'owner' ? t('office.keys.owner') : key)],
  ['operation', ({ operation }) => words(operation), 'heading'],
  ['target', ({ target }) => html`<code>${target}</code>`],
  ['reason', ({ reason }) => reason ?? nothing],
  ['request', ({ requestId }) => html`<code class="small">${requestId}</code>`],
];

function words(operation) {
  return OPERATIONS.includes(operation) ? t(`office.operation.${operation}`) : operation;
}

function path(filters) {
  return `/admin/audit${query(Object.fromEntries(['from', 'to', 'operation'].map((name) => [name, filters.get(name)])))}`;
}

function bar(filters) {
  const date = (name) => html`
    <div class="field">
      <label for="audit-${name}">${t(`office.audit.${name}`)}</label>
      <input id="audit-${name}" name=${name} type="date" .value=${filters.get(name) ?? ''}>
    </div>
  `;
  const chosen = filters.get('operation');
  return html`
    <p class="soft">${t('office.audit.about')}</p>
    <form class="row bar" @submit=${filter}>
      ${date('from')} ${date('to')}
      <div class="field">
        <label for="audit-operation">${t('office.audit.operation')}</label>
        <select id="audit-operation" name="operation">
          <option value="" ?selected=${!chosen}>${t('office.all')}</option>
          ${OPERATIONS.map((one) => html`<option value=${one} ?selected=${one === chosen}>${words(one)}</option>`)}
        </select>
      </div>
      <button>${t('office.audit.show')}</button>
      ${download.view(path(filters))}
    </form>
  `;
}

function filter(event) {
  event.preventDefault();
  const { from, to, operation } = event.target.elements;
  go(address('audit', { from: from.value, to: to.value, operation: operation.value }));
}
