// The first steps of an empty shop: a product, a coupon, a user. They stay until there is one of each.

import { get, tried } from '../common/api.js';
import { t } from '../common/language.js';
import { badge } from '../common/view.js';
import { html, nothing } from '../lit/lit-html.js';
import { createCoupon } from './coupons.js';
import { createProduct } from './products.js';
import { createUser } from './users.js';

const STEPS = [
  ['products', createProduct],
  ['coupons', createCoupon],
  ['users', createUser],
];

const state = { done: null };

/** Asks which of them the shop has, and returns the problem, if any. */
export async function loadFirstSteps() {
  const answers = await Promise.all(STEPS.map(([kind]) => tried(() => get(`/admin/${kind}?limit=1`))));
  const problem = answers.find((answer) => answer.problem)?.problem ?? null;
  if (!problem) {
    state.done = STEPS.map(([kind], index) => answers[index].value[kind].length > 0);
  }
  return problem;
}

export function firstSteps() {
  const { done } = state;
  if (!done || done.every(Boolean)) {
    return nothing;
  }
  const next = done.indexOf(false);
  return html`
    <section class="card first-steps" data-part="first-steps" aria-labelledby="first-steps">
      <h3 id="first-steps">${t('office.steps.title')}</h3>
      <ol>${STEPS.map(([kind, create], index) => step(kind, create, done[index], index === next))}</ol>
    </section>
  `;
}

function step(kind, create, isDone, isNext) {
  const button = html`
    <button class=${isNext ? 'primary' : ''} @click=${create}>${t(`office.steps.${kind}Make`)}</button>
  `;
  return html`
    <li data-step=${kind}>
      <div class="row between">
        <span><strong>${t(`office.steps.${kind}`)}</strong> <span class="soft">${t(`office.steps.${kind}Why`)}</span></span>
        ${isDone ? badge(t('office.steps.done'), 'good') : button}
      </div>
    </li>
  `;
}
