// Data that a page fetches repeatedly to stay in step with the shop.

import { html, nothing } from '../lit/lit-html.js';
import { Action } from './action.js';
import { get, tried } from './api.js';
import { t } from './language.js';
import { refusal } from './view.js';

const REPLY_ITEMS_MAX = 100;

/** A part of a page: its value as last fetched, and the problem that the last fetch had, if any. */
export class Part {
  value = null;
  problem = null;
  path = null;

  /** Fetches the value and returns the problem, if any. After a problem, the old value stays unless the path has changed. */
  async load(path) {
    if (path !== this.path) {
      this.clear();
      this.path = path;
    }
    const { value, problem } = await tried(() => this.fetch(path));
    if (path === this.path) {
      Object.assign(this, problem ? { problem } : { value, problem });
    }
    return problem;
  }

  /** Discards the value and any fetch that is running. */
  clear() {
    Object.assign(this, { value: null, problem: null, path: null });
  }

  fetch(path) {
    return get(path);
  }

  /** Returns the view that `show` makes of the value, or a placeholder, or the reason why there is no value. */
  view(show, waiting) {
    const failed = this.problem ? refusal(`${t('partFailed')} ${this.problem.message}`) : nothing;
    if (this.value) {
      return html`${failed}${show(this.value)}`;
    }
    return this.problem ? failed : waiting;
  }
}

/** A list that comes in pages; fetches again as much of it as was loaded. Its value is `{ items, more }`. */
export class PagedList extends Part {
  #growing = new Action();

  /** `field` contains the items in a reply; each press loads `step` more of them, up to `max`. */
  constructor(field, { step = 50, max = Infinity } = {}) {
    super();
    Object.assign(this, { field, step, max, wanted: step });
  }

  get items() {
    return this.value?.items ?? [];
  }

  clear() {
    super.clear();
    this.wanted = this.step;
  }

  async fetch(path) {
    const items = [];
    let cursor = null;
    do {
      const limit = Math.min(REPLY_ITEMS_MAX, this.wanted - items.length);
      const query = `limit=${limit}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
      const reply = await get(`${path}${path.includes('?') ? '&' : '?'}${query}`);
      items.push(...reply[this.field]);
      cursor = reply.nextCursor;
    } while (cursor && items.length < this.wanted);
    return { items, more: cursor !== null };
  }

  /** Returns a button that loads more of the list, if there is more and the maximum is not reached. */
  moreButton() {
    const grow = () => {
      this.wanted += this.step;
    };
    return this.value?.more && this.wanted < this.max
      ? html`
          <button class="more" aria-disabled=${this.#growing.disabled} @click=${() => this.#growing.run(grow)}>
            ${t('loadMore')}
          </button>
        `
      : nothing;
  }
}
