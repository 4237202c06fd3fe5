// Small parts that the sections of the back office share.
import { html, nothing } from '../lit/lit-html.js';
import { t } from '../common/language.js';

const ORDER_TONES = { PENDING: 'warn', PAID: 'good', REFUNDED: 'bad', CANCELLED: '', EXPIRED: '' };

let draw = () => {};

/** Names the function that draws the whole page. */
export function onDraw(callback) {
  draw = callback;
}

export function redraw() {
  draw();
}

/** Does it, and answers with the refusal if it was refused, or with `null`. */
export async function tried(action) {
  try {
    await action();
    return null;
  } catch (problem) {
    if (problem.code === undefined) {
      throw problem;
    }
    return problem;
  }
}

/** Does it, and gives the focus back to the button that was disabled meanwhile, if nothing else has taken it. */
export async function keepingFocus(action) {
  const focused = document.activeElement;
  const result = await action();
  if (document.activeElement === document.body && focused.isConnected) {
    focused.focus();
  }
  return result;
}

/** What was refused, in words; what is wrong about a filter or a field is said by its own text. */
export function words({ code, body, message }, field = body.field) {
  const name = `office.wrong.${field}`;
  return code === 'MALFORMED_REQUEST' && t(name) !== name ? t(name) : message;
}

/** What stands where a list or a value is not there yet. */
export function skeleton(rows = 6) {
  return html`
    <div class="card skeleton" role="status">
      <span class="visually-hidden">${t('loading')}</span>
      ${Array.from({ length: rows }, () => html`<span class="skeleton-row"></span>`)}
    </div>
  `;
}

/** `tone` is its colour: 'good', 'bad', 'warn' or ''. */
export function badge(text, tone) {
  return html`<span class="badge ${tone}">${text}</span>`;
}

export function orderBadge(status) {
  return badge(t(`office.orderStatus.${status}`), ORDER_TONES[status]);
}

/** Links of which one is current: a filter that the address keeps. `choices` are pairs of address and text. */
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

/** A table that scrolls by itself where it is too wide. `columns` are pairs of text and class. */
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
