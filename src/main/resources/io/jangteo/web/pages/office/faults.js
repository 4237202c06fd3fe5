// Test mode: faults, with which a tester tries out what a client does when the shop is slow, refuses or stays silent.

import { Action } from '../common/action.js';
import { post } from '../common/api.js';
import { number } from '../common/format.js';
import { t } from '../common/language.js';
import { Part } from '../common/part.js';
import { html, nothing } from '../lit/lit-html.js';
import { Form } from './form.js';

/** The calls that clients make most; the API takes any other too. */
const OPERATIONS = [
  'payOrder',
  'placeOrder',
  'cancelOrder',
  'getOrder',
  'listOrders',
  'issueCoupon',
  'listCoupons',
  'chargePoints',
  'getUser',
  'listProducts',
  'getProduct',
  'popularProducts',
];

const list = new Part();
const clearing = new Action();

const add = new Form({
  id: 'fault',
  fields: [
    { name: 'operation', type: 'select', value: OPERATIONS[0], options: OPERATIONS.map((one) => [one, one]) },
    {
      name: 'kind',
      label: 'faultKind',
      type: 'select',
      value: 'REFUSE',
      options: ['REFUSE', 'DELAY', 'DROP_REPLY'].map((one) => [one, `office.faultKind.${one}`]),
    },
    { name: 'delayMillis', type: 'whole', value: '2000', when: { kind: 'DELAY' } },
    { name: 'times', type: 'whole', value: '1' },
  ],
  button: 'office.faults.add',
  send: (values) => post('/admin/faults', values),
  done: ({ operation, times }) => t('office.faults.added', { operation, times: number(times) }),
});

export function loadFaults() {
  return list.load('/admin/faults');
}

export function faultsView() {
  return html`
    <div class="card" data-part="faults">
      <h3>${t('office.faults.title')}</h3>
      <p class="soft small">${t('office.faults.about')}</p>
      ${add.view()}
      ${list.view(({ faults }) => (faults.length ? rows(faults) : nothing), nothing)}
    </div>
  `;
}

function rows(faults) {
  return html`
    <ul class="plain stack">
      ${faults.map(
        ({ operation, kind, delayMillis, times, met }) => html`
          <li>
            <code>${operation}</code> ${t(`office.faultKind.${kind}`)}
            ${delayMillis ? t('office.faults.delay', { count: number(delayMillis) }) : nothing}
            <span class="small soft">${t('office.faults.met', { met: number(met), times: number(times) })}</span>
          </li>
        `,
      )}
    </ul>
    <div class="row"><button aria-disabled=${clearing.disabled} @click=${clear}>${t('office.faults.clear')}</button></div>
    ${clearing.view()}
  `;
}

function clear() {
  return clearing.run(async () => {
    await post('/admin/faults/clear');
    return t('office.faults.cleared');
  });
}
