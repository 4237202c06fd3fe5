// The books: whether the whole shop adds up, and each check behind that. Checked when the section is opened or on request.

import { get, Later, tried } from '../common/api.js';
import { clockTime, number } from '../common/format.js';
import { t } from '../common/language.js';
import { refreshNow, shopNow } from '../common/live.js';
import { checkText } from '../common/texts-checks.js';
import { badge, draw } from '../common/view.js';
import { html, nothing } from '../lit/lit-html.js';
import { waiting } from './parts.js';

const state = { report: null, at: null, wanted: false, busy: false, progress: null };

/** The result of the last check of the books, if there was one in this window. */
export function booksState() {
  return state;
}

export const books = {
  name: 'books',
  heading: () => t('office.books.title'),

  open() {
    state.wanted = true;
  },

  async load() {
    if (!state.wanted || state.busy) {
      return null;
    }
    state.busy = true;
    draw();
    const { value: reply, problem } = await tried(() => get('/admin/books'));
    state.busy = false;
    if (reply instanceof Later) {
      Object.assign(state, { wanted: false, progress: reply.progress });
      setTimeout(again, reply.retryAfterSeconds * 1000);
    } else if (reply) {
      Object.assign(state, { wanted: false, progress: null, report: reply, at: shopNow() });
    } else {
      state.progress = null;
    }
    return problem;
  },

  view() {
    return html`
      <div class="row between bar">
        <p class="soft">${t('office.books.about')}</p>
        <button class="primary" ?disabled=${isUnderWay()} @click=${again}>
          ${t(isUnderWay() ? 'office.books.checking' : 'office.books.again')}
        </button>
      </div>
      ${
        state.progress
          ? html`<p role="status" data-part="progress">
            ${t('office.books.progress', { done: number(state.progress.done), all: number(state.progress.of) })}
          </p>`
          : nothing
      }
      ${state.report ? verdict(state.report) : waiting(10)}
    `;
  },
};

function isUnderWay() {
  return state.busy || state.progress !== null;
}

function again() {
  state.wanted = true;
  return refreshNow();
}

function verdict({ balanced, checks }) {
  const wrong = checks.filter(({ violations }) => violations.length > 0);
  const right = checks.filter(({ violations }) => violations.length === 0);
  return html`
    <div class="card verdict ${balanced ? 'balanced' : 'broken'}" role="status" data-part="verdict">
      <p class="big">${t(balanced ? 'office.books.balanced' : 'office.books.broken')}</p>
      <p>
        ${
          balanced
            ? t('office.books.allHold', { count: number(checks.length) })
            : t('office.books.someFail', { count: number(wrong.length), all: number(checks.length) })
        }
        <span class="soft">${t('office.books.at', { at: clockTime(state.at) })}</span>
      </p>
    </div>
    <div class="card list-card">
      <h3>${t('office.books.checks')}</h3>
      <ul class="plain checks">${[...wrong, ...right].map(check)}</ul>
    </div>
  `;
}

function check({ name, checked, violations }) {
  const broken = violations.length > 0;
  return html`
    <li data-check=${name}>
      <div class="row between">
        <span>${checkText(name)}</span>
        <span class="row">
          <span class="small soft number">${t('office.books.checked', { count: number(checked) })}</span>
          ${
            broken
              ? badge(t('office.books.violations', { count: number(violations.length) }), 'bad')
              : badge(t('office.books.holds'), 'good')
          }
        </span>
      </div>
      ${broken ? html`<ul class="violations">${violations.map((text) => html`<li>${text}</li>`)}</ul>` : nothing}
    </li>
  `;
}
