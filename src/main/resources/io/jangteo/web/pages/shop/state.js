// What the shop page knows, and the two things that all its parts do with it: draw, and act.
import { html, nothing } from '../lit/lit-html.js';
import { Problem } from '../common/api.js';
import { t } from '../common/language.js';
import { refreshNow } from '../common/live.js';

export const state = {
  /** The number of the user who shops here; `null` for nobody. */
  userId: null,
  /** By the name of a part: its `value` as last fetched, and the `problem` that the last fetch had, if any. */
  parts: { me: {}, popular: {}, products: {}, offers: {}, mine: {}, orders: {}, history: {} },
  /** How many of a list are wanted; `more` buttons raise it. */
  wanted: { products: 100, offers: 100, mine: 100, orders: 5, history: 20 },
  /** By place, such as `order:7`: what was refused there. */
  problems: new Map(),
  busy: new Set(),
};

let drawPage = () => {};

export function drawWith(draw) {
  drawPage = draw;
}

export function draw() {
  drawPage();
}

/** Does a piece of work that may be refused; the refusal is then told at that place. One at a time there. */
export async function act(place, work) {
  if (state.busy.has(place)) {
    return;
  }
  const around = document.activeElement?.closest('li[tabindex="-1"]');
  state.busy.add(place);
  state.problems.delete(place);
  draw();
  try {
    await work();
  } catch (problem) {
    if (!(problem instanceof Problem)) {
      throw problem;
    }
    state.problems.set(place, problem);
    draw();
  } finally {
    await refreshNow();
    state.busy.delete(place);
    draw();
    if (around?.isConnected && document.activeElement === document.body) {
      around.focus(); // The button is gone with what it did; a keyboard goes on from where it stood.
    }
  }
}

/** For `aria-disabled`: a busy button keeps the focus, and `act` takes no second press. */
export function busy(place) {
  return state.busy.has(place) ? 'true' : nothing;
}

/** What was refused at that place, in words. */
export function refusal(place, words = (problem) => problem.message) {
  const problem = state.problems.get(place);
  return problem ? html`<p class="error" role="alert" id=${errorId(place)}>${words(problem)}</p>` : nothing;
}

export function errorId(place) {
  return `error-${place.replace(':', '-')}`;
}

/** A part of the page: what it shows, or that it is on its way, or why it is not there. */
export function part(name, show, waiting) {
  const { value, problem } = state.parts[name];
  const failed = problem ? html`<p class="error" role="alert">${t('shop.partFailed')} ${problem.message}</p>` : nothing;
  if (value) {
    return html`${failed}${show(value)}`;
  }
  return problem ? failed : waiting;
}

/** Bars that stand where text will be. */
export function skeleton(rows) {
  return html`
    <div class="skeleton" aria-hidden="true">${Array.from({ length: rows }, () => html`<span></span>`)}</div>
    <p class="visually-hidden">${t('loading')}</p>
  `;
}

/** A button for the rest of a list, if there is a rest and room for it. */
export function moreButton(name, list, step, bound) {
  if (!list.more || state.wanted[name] >= bound) {
    return nothing;
  }
  const want = () =>
    act(`more:${name}`, async () => {
      state.wanted[name] += step;
    });
  return html`<button class="more" aria-disabled=${busy(`more:${name}`)} @click=${want}>${t('loadMore')}</button>`;
}
