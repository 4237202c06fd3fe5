// The work of a button or a form that may be refused.

import { nothing } from '../lit/lit-html.js';
import { tried } from './api.js';
import { toast } from './frame.js';
import { refreshNow } from './live.js';
import { draw, refusal } from './view.js';

/** Is busy until what it did is shown, and then keeps what was refused. */
export class Action {
  busy = false;
  problem = null;

  /** Does the work, unless it is under way, and says the words of success that the work answers, if any. */
  async run(work) {
    if (this.busy) {
      return;
    }
    const around = document.activeElement?.closest('li[tabindex="-1"]');
    Object.assign(this, { busy: true, problem: null });
    draw();
    try {
      const { value: words, problem } = await tried(work);
      this.problem = problem;
      draw();
      if (words) {
        toast(words);
      }
      await refreshNow();
    } finally {
      this.busy = false;
      draw();
    }
    if (around?.isConnected && document.activeElement === document.body) {
      around.focus(); // The button is gone with what it did; a keyboard goes on from where it stood.
    }
  }

  /** For `aria-disabled`: a busy button keeps the focus, and `run` takes no second press. */
  get disabled() {
    return this.busy ? 'true' : nothing;
  }

  /** What was refused, in words. */
  view(words = ({ message }) => message, id = nothing) {
    return this.problem ? refusal(words(this.problem), id) : nothing;
  }
}
