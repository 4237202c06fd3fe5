// The audit: who changed what by administration, when and why; by business days and by the kind of change.

import { dateTime } from '../common/format.js';
import { t } from '../common/language.js';
import { PagedList } from '../common/part.js';
import { html, nothing } from '../lit/lit-html.js';
import { Download } from './download.js';
import { listView } from './parts.js';
import { address, go, query } from './route.js';
import { OPERATIONS } from './texts-take.js';

const list = new PagedList('entries');
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
