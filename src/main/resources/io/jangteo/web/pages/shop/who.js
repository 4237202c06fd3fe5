// The dialog that chooses the current user: a user of an open shop, or a number and its token where tokens are required.

import { get } from '../common/api.js';
import { t } from '../common/language.js';
import { shop } from '../common/live.js';
import { draw } from '../common/view.js';
import { html, nothing } from '../lit/lit-html.js';
import { action, state } from './state.js';
import { becomeUser } from './user.js';

const entry = action('who');
const FIRST_USERS = 12;

/** The first users, fetched when the dialog opens; `null` before. */
let firstUsers = null;
/** What a guest pressed, to be done once there is a user; `null` for nothing. */
let wish = null;

export const asksForToken = () => shop()?.auth === 'TOKEN';

/** Opens the dialog. If it ends with a user, does then what the guest wished; else the wish is forgotten. */
export async function openWho(wished = null) {
  entry.problem = null;
  draw();
  dialog().showModal();
  wish = wished;
  if (!asksForToken()) {
    firstUsers = await usersFrom(1);
    draw();
  }
  focusChoice();
}

/** Moves the focus from the title to where a user is chosen, unless the reader has moved it meanwhile. */
function focusChoice() {
  if (document.activeElement?.id === 'who-title') {
    document.querySelector('.who-choices [aria-pressed=true], .who-choices button, #who-number').focus();
  }
}

function forgetWish() {
  wish = null;
}

/** Fetches users one after the other, up to the first number that does not exist. */
async function usersFrom(number) {
  const users = [];
  try {
    while (users.length < FIRST_USERS) {
      users.push(await get(`/users/${number + users.length}`));
    }
  } catch {
    // There are no more users, or the connection is lost, which the page reports itself.
  }
  return users;
}

export function whoDialog() {
  return html`
    <dialog id="who-dialog" aria-labelledby="who-title" @close=${forgetWish}>
      <div class="stack">
        <div class="row between">
          <h2 id="who-title" tabindex="-1" autofocus>${t('shop.who.choose')}</h2>
          <button class="quiet" @click=${() => dialog().close()}>${t('close')}</button>
        </div>
        ${asksForToken() ? nothing : choices()}
        <form class="row who-form" @submit=${submit} novalidate>
          <div class="field">
            <label for="who-number">${t('shop.who.field')}</label>
            <input id="who-number" name="number" inputmode="numeric" autocomplete="off"
              aria-invalid=${entry.problem ? 'true' : nothing} aria-describedby="error-who">
          </div>
          ${asksForToken() ? tokenField() : nothing}
          <button class="primary" aria-disabled=${entry.disabled}>
            ${entry.label(t('shop.who.enter'), t('shop.who.entering'))}
          </button>
        </form>
        ${entry.view(whyNot, 'error-who')}
        ${asksForToken() ? html`<p class="soft small">${t('shop.who.tokenHint')}</p>` : nothing}
      </div>
    </dialog>
  `;
}

function dialog() {
  return document.getElementById('who-dialog');
}

function choices() {
  if (firstUsers?.length === 0) {
    return html`<p class="soft">${t('shop.who.noUsers')}</p>`;
  }
  return html`
    <div class="who-choices" role="group" aria-label=${t('shop.who.firstUsers')}>
      ${
        firstUsers === null
          ? Array.from({ length: FIRST_USERS }, () => html`<span class="who-waiting" aria-hidden="true"></span>`)
          : firstUsers.map(
              (user) => html`
            <button aria-pressed=${user.id === state.userId} @click=${() => enter(String(user.id), null)}>
              <span class="soft number">${user.id}</span> ${user.name}
            </button>
          `,
            )
      }
    </div>
  `;
}

function tokenField() {
  return html`
    <div class="field">
      <label for="who-token">${t('shop.who.token')}</label>
      <input id="who-token" name="token" type="password" autocomplete="off">
    </div>
  `;
}

function submit(event) {
  event.preventDefault();
  const form = event.target.elements;
  enter(form.number.value.trim(), form.token?.value.trim() || null);
}

async function enter(number, token) {
  let wished = null;
  await entry.run(async () => {
    const user = await becomeUser(number, token);
    wished = wish;
    dialog().close();
    document.querySelector('#who-dialog form').reset();
    return t('shop.who.hello', { name: user.name });
  });
  await wished?.();
}

/** Replaces the server's message about the address or the header, because the reader only filled in a field. */
export function whyNot(problem) {
  if (['UNAUTHENTICATED', 'FORBIDDEN'].includes(problem.code)) {
    return t('shop.who.wrongToken');
  }
  if (problem.code === 'USER_NOT_FOUND') {
    return t('shop.who.unknown');
  }
  return ['MALFORMED_REQUEST', 'NOT_FOUND'].includes(problem.code) ? t('shop.who.noNumber') : problem.message;
}
