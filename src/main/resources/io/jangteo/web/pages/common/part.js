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

/**
 * A list that comes in pages. Once loaded, it fetches again its beginning and the pages in view; the others when they come
 * into view. Its value is `{ items, more, first }`, where `first` is the reply with its beginning.
 */
export class PagedList extends Part {
  #growing = new Action();
  /** What was loaded: `{ cursor, items, next, reply, stale }` each; `next` is the cursor of the page after it. */
  #pages = [];
  /** How many items were wanted when pages were last added. */
  #reached = 0;

  /**
   * `field` contains the items in a reply; each press loads `step` more of them, up to `max`. `inView` returns the numbers of
   * the first and the last item that can be seen; all can if it is absent. `read` returns the items of a reply.
   */
  constructor(field, { step = 50, max = Infinity, inView = () => [0, Infinity], read = (reply) => reply[field] } = {}) {
    super();
    Object.assign(this, { step, max, inView, read, wanted: step });
  }

  get items() {
    return this.value?.items ?? [];
  }

  /** Loads as many `rows` of a new path at first. `keep` shows what the old path had until then. */
  load(path, { rows = this.step, keep = false } = {}) {
    if (path !== this.path) {
      const { value } = this;
      this.clear();
      Object.assign(this, { path, wanted: Math.max(rows, this.step), value: keep ? value : null });
    }
    return super.load(path);
  }

  clear() {
    super.clear();
    Object.assign(this, { wanted: this.step });
    this.#pages = [];
  }

  /** Returns whether a page in view was left out when others were fetched again. */
  get isStale() {
    return this.#pages.some((page, i, pages) => page.stale && this.#isInView(pages, i));
  }

  async fetch(path) {
    const { wanted } = this;
    const again = this.#pages.length > 0 ? await this.#again(path) : null;
    let { pages, next } = again ?? { pages: [], next: null };
    let count = pages.reduce((sum, { items }) => sum + items.length, 0);
    while (pages.length === 0 || (next !== null && count < wanted && (!again || wanted > this.#reached))) {
      const page = await this.#page(path, next, wanted - count);
      pages = [...pages, page];
      next = page.next;
      count += page.items.length;
    }
    if (path === this.path) {
      this.#pages = pages;
      this.#reached = wanted;
    }
    return { items: pages.flatMap(({ items }) => items), more: next !== null, first: pages[0].reply };
  }

  /** Fetches the first page and those in view again; returns `null` if that leaves open what became of the others. */
  async #again(path) {
    const pages = this.#pages.map((page) => ({ ...page, stale: true }));
    for (const [i, page] of pages.entries()) {
      const { cursor, items, next } = page;
      const isEnd = next === null;
      if (i > 0 && !isEnd && !this.#isInView(pages, i)) {
        continue;
      }
      const fetched = await this.#page(path, cursor, items.length + (isEnd ? this.step : 0));
      if (fetched.next === null) {
        return { pages: [...pages.slice(0, i), fetched], next: null };
      }
      const joined = isEnd ? fetched.items : join(items, fetched.items, pages[i + 1]?.items ?? []);
      if (joined === null) {
        return null;
      }
      pages[i] = { cursor, items: joined, next: isEnd ? fetched.next : next, reply: fetched.reply, stale: false };
    }
    return { pages, next: pages.at(-1).next };
  }

  #isInView(pages, i) {
    const [from, to] = this.inView();
    const start = pages.slice(0, i).reduce((sum, { items }) => sum + items.length, 0);
    return start <= to && start + pages[i].items.length > from;
  }

  async #page(path, cursor, wanted) {
    const limit = Math.max(1, Math.min(REPLY_ITEMS_MAX, wanted));
    const query = `limit=${limit}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
    const reply = await get(`${path}${path.includes('?') ? '&' : '?'}${query}`);
    return { cursor, items: this.read(reply), next: reply.nextCursor, reply, stale: false };
  }

  /** Returns a button that loads more of the list, if there is more and the maximum is not reached. */
  moreButton() {
    const grow = () => {
      this.wanted = this.items.length + this.step;
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

/**
 * Returns the items of a page that was fetched again: without those that have moved there from the later page, and with
 * the old ones that new items have pushed out of it. Returns `null` if so much is new that some may be missing.
 */
function join(old, fetched, later) {
  const moved = new Set(later.map(({ id }) => id));
  const end = fetched.findIndex(({ id }) => moved.has(id));
  if (end >= 0) {
    return fetched.slice(0, end);
  }
  const last = old.findIndex(({ id }) => id === fetched.at(-1).id);
  return last < 0 ? null : [...fetched, ...old.slice(last + 1)];
}
