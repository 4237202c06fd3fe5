// The action of a button or a form, which the server may refuse.

import { nothing } from '../lit/lit-html.js';
import { tried } from './api.js';
import { toast } from './frame.js';
import { refreshNow } from './live.js';
import { draw, refusal } from './view.js';

/** Stays busy until its effect is shown, and then keeps its refusal, if any. */
export class Action {
  busy = false;
  problem = null;

  /** Runs the work unless it is running already, and shows the success message that the work returns, if any. */
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
      around.focus(); // The button has disappeared; keyboard users continue from its place.
    }
  }

  /** For `aria-disabled`: a busy button keeps the focus, and `run` takes no second press. */
  get disabled() {
    return this.busy ? 'true' : nothing;
  }

  /** Returns the refusal as text. */
  view(words = ({ message }) => message, id = nothing) {
    return this.problem ? refusal(words(this.problem), id) : nothing;
  }
}
