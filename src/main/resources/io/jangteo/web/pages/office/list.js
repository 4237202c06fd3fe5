// A list that comes in pages and stays in step: as much of it as was asked for is fetched again.
import { html, nothing } from '../lit/lit-html.js';
import { get } from '../common/api.js';
import { t } from '../common/language.js';
import { refreshNow } from '../common/live.js';
import { skeleton } from './parts.js';

const PAGE = 50;

export class PagedList {
  items = null;
  #wanted = PAGE;
  #more = false;
  #path = null;
  #busy = false;

  constructor(field) {
    this.field = field;
  }

  /** Fetches the list behind that path; another one than before starts at its first page. */
  async load(path) {
    if (path !== this.#path) {
      Object.assign(this, { items: null });
      this.#path = path;
      this.#wanted = PAGE;
    }
    const items = [];
    let cursor = null;
    do {
      const asked = `${path}${path.includes('?') ? '&' : '?'}limit=${PAGE}`;
      const page = await get(cursor ? `${asked}&cursor=${encodeURIComponent(cursor)}` : asked);
      items.push(...page[this.field]);
      cursor = page.nextCursor;
    } while (cursor && items.length < this.#wanted);
    if (path === this.#path) {
      this.items = items;
      this.#more = cursor !== null;
      this.#busy = false;
    }
  }

  /** The list in its states: not there yet, empty, or what `full` makes of the items, with the way to more of them. */
  view(empty, full, items = this.items) {
    if (items === null) {
      return skeleton();
    }
    return html`
      <div class="card list-card">${items.length === 0 ? html`<p class="empty">${empty}</p>` : full(items)}</div>
      ${
        this.#more
          ? html`
            <p class="row more">
              <button ?disabled=${this.#busy} @click=${() => this.#showMore()}>${t('loadMore')}</button>
            </p>
          `
          : nothing
      }
    `;
  }

  #showMore() {
    this.#busy = true;
    this.#wanted = this.items.length + PAGE;
    return refreshNow();
  }
}
