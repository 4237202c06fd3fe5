// The work of a button that makes a call.
import { html, nothing } from '../lit/lit-html.js';
import { toast } from '../common/frame.js';
import { refreshNow } from '../common/live.js';
import { refusedKey } from './key.js';
import { keepingFocus, redraw, tried } from './parts.js';

/** Busy while it runs, and then what was refused. `say` makes the words of success from the reply. */
export class Action {
  busy = false;
  problem = null;

  async run(call, say) {
    if (!this.busy) {
      await keepingFocus(() => this.#run(call, say));
    }
  }

  view() {
    return this.problem ? html`<p class="error" role="alert">${this.problem.message}</p>` : nothing;
  }

  async #run(call, say) {
    Object.assign(this, { busy: true, problem: null });
    redraw();
    let words = null;
    this.problem = await tried(async () => {
      words = say(await call());
    });
    this.busy = false;
    if (this.problem?.status === 401) {
      refusedKey();
    }
    redraw();
    if (words) {
      toast(words);
      await refreshNow();
    }
  }
}
