// The replay of a race that is over: its recorded intervals once more, slowly enough to be watched.

import { t } from '../common/language.js';
import { draw } from '../common/view.js';
import { html, nothing } from '../lit/lit-html.js';

const REPLAY_MILLIS = 10_000;
const STEPS_MAX = 100;
/** For readers who want little motion: a few pictures that stand still. */
const STILLS = 5;
const littleMotion = window.matchMedia('(prefers-reduced-motion: reduce)');

/** The race that is replayed, and the number of intervals shown; `null` for none. */
let replay = null;

/** Returns the race as it was at the moment that its replay has reached, or as it is without a replay. */
export function asReplayed(race) {
  if (replay?.race !== race) {
    return race;
  }
  const timeline = race.timeline.slice(0, replay.intervals);
  const sum = (name) => timeline.reduce((total, interval) => total + interval[name], 0);
  const [issued, refused] = [sum('issued'), sum('refused')];
  const elapsedMillis = Math.min(race.elapsedMillis, timeline.length * race.intervalMillis);
  // An interval does not tell what was sold out from what failed.
  const [soldOut, failed] = race.failed === 0 ? [refused, 0] : [null, null];
  return { ...race, status: 'REPLAY', timeline, answered: issued + refused, issued, soldOut, failed, elapsedMillis };
}

/** A button that replays the race and, meanwhile, one that ends the replay; calls `started` and `ended` then. */
export function replayButton(race, { started, ended }) {
  if (race.status !== 'DONE' || race.timeline.length < 2) {
    return nothing;
  }
  const press = async () => {
    if (replay) {
      stopReplay();
    } else {
      started();
      if (!(await play(race))) {
        return;
      }
    }
    ended();
    draw();
  };
  return html`<button @click=${press}>${t(replay ? 'rush.replayStop' : 'rush.replay')}</button>`;
}

/** Shows the race as it is. */
export function stopReplay() {
  replay = null;
}

/** Returns whether the replay came to its end. */
async function play(race) {
  const playing = { race, intervals: 0 };
  const steps = Math.min(race.timeline.length, littleMotion.matches ? STILLS : STEPS_MAX);
  replay = playing;
  for (let step = 1; step <= steps && replay === playing; step++) {
    playing.intervals = Math.ceil((race.timeline.length * step) / steps);
    draw();
    await new Promise((resolve) => setTimeout(resolve, REPLAY_MILLIS / steps));
  }
  const isOver = replay === playing;
  if (isOver) {
    stopReplay();
  }
  return isOver;
}
