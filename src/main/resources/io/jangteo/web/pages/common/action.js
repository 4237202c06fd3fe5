// The action of a button or a form, which the server may refuse.

import { nothing } from '../lit/lit-html.js';
import { NO_REPLY, tried } from './api.js';
import { clearToasts, toast } from './frame.js';
import { refreshNow } from './live.js';
import { draw, refusal } from './view.js';

/** The actions that were refused at their last attempt. */
const refused = new Set();

/** Stays busy until its effect is shown, and then keeps its refusal, if any. */
export class Action {
  busy = false;
  /** What it does while it is busy, for a place with several buttons. */
  doing = null;
  #problem = null;

  get problem() {
    return this.#problem;
  }

  set problem(problem) {
    this.#problem = problem;
    if (problem) {
      refused.add(this);
    } else {
      refused.delete(this);
    }
  }

  /** Runs the work unless it is running already, and shows the success message that the work returns, if any. */
  async run(work, doing = null) {
    if (this.busy) {
      return;
    }
    const around = document.activeElement?.closest('li[tabindex="-1"]');
    Object.assign(this, { busy: true, doing, problem: null });
    draw();
    try {
      const { value: words, problem } = await tried(work);
      this.problem = problem;
      if (problem) {
        clearToasts(); // They tell of what went well before, and could lie over the refusal.
      }
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

  /** Returns the words on a button: what it would do, or what it is doing. */
  label(words, busyWords, doing = null) {
    return this.busy && this.doing === doing ? busyWords : words;
  }

  /** Returns the refusal as text. */
  view(words = ({ message }) => message, id = nothing) {
    return this.problem ? refusal(words(this.problem), id) : nothing;
  }
}

document.addEventListener('connection', ({ detail: found }) => {
  const over = found ? [...refused].filter(({ problem }) => problem.code === NO_REPLY) : [];
  for (const action of over) {
    action.problem = null; // The server answers again.
  }
  if (over.length > 0) {
    draw();
  }
});
