// The only dialog of the back office: a form, or a question before an action that cannot be undone.

import { Action } from '../common/action.js';
import { t } from '../common/language.js';
import { draw } from '../common/view.js';
import { html, nothing } from '../lit/lit-html.js';

let shown = null;

/** Opens a dialog. `title` and `view` are called whenever it is drawn. */
export function openDialog(title, view) {
  shown = { title, view };
  draw();
}

/** Returns the focus to the element that opened the dialog. */
export function closeDialog() {
  document.getElementById('dialog')?.close();
  forget();
}

/** Asks before it makes `call`; `say` returns the success message for the reply. */
export function ask({ title, text, yes, call, say }) {
  const action = new Action();
  const run = () =>
    action.run(async () => {
      const reply = await call();
      closeDialog();
      return say(reply);
    });
  openDialog(
    title,
    () => html`
    <p>${text()}</p>
    ${action.view()}
    <div class="row dialog-buttons">
      <button type="button" @click=${closeDialog}>${t('cancel')}</button>
      <button type="button" class="danger" aria-disabled=${action.disabled} @click=${run}>${yes()}</button>
    </div>
  `,
  );
}

export function dialogView() {
  return shown
    ? html`
        <dialog id="dialog" aria-labelledby="dialog-title" @close=${closed}>
          <div class="stack">
            <div class="row between dialog-head">
              <h2 id="dialog-title">${shown.title()}</h2>
              <button type="button" class="quiet" aria-label=${t('close')} @click=${closeDialog}>
                <span aria-hidden="true">✕</span>
              </button>
            </div>
            ${shown.view()}
          </div>
        </dialog>
      `
    : nothing;
}

/** Must be called after each drawing, because drawing a dialog does not open it. */
export function showDialog() {
  const dialog = document.getElementById('dialog');
  if (dialog && !dialog.open) {
    dialog.showModal();
    dialog.querySelector('[autofocus], .stack input, .stack select')?.focus();
  }
}

/** Handles the Escape key; a dialog closed by a button is gone before its event arrives. */
function closed(event) {
  if (event.target.isConnected) {
    forget();
  }
}

function forget() {
  shown = null;
  draw();
}
