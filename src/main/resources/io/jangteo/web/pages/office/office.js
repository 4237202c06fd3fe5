// The back office: asks for the admin key, then shows one section at a time. The address names the section.

import { drawFrame, frame } from '../common/frame.js';
import { addTexts, t } from '../common/language.js';
import { keepInStep, refreshNow, shop } from '../common/live.js';
import { refusal } from '../common/view.js';
import { html, nothing, render } from '../lit/lit-html.js';
import { forgetAttention, loadAttention, navBadge } from './attention.js';
import { closeDialog, dialogView, showDialog } from './dialog.js';
import { hasKey, keyView, leave, onKey, shareKeyWithOpenedTabs, takeKeyFromAddress } from './key.js';
import { words } from './parts.js';
import { atNewPlace, keepPlace, place, storeRows } from './place.js';
import { route } from './route.js';
import { sections } from './sections.js';
import { texts } from './texts.js';

addTexts(texts);

/** What an address names that is no section of this back office. */
const unknown = {
  name: 'unknown',
  heading: () => t('office.unknown.title'),
  view: (at) => html`
    <div class="card">
      <p>${t('office.unknown.why', { name: at.section })}</p>
      <p><a class="button" href="#overview">${t('office.nav.overview')}</a></p>
    </div>
  `,
};

const state = { at: null, section: null, problem: null, focusHeading: false };

function draw() {
  const section = hasKey() ? state.section : null;
  render(hasKey() ? office(section) : keyView(), document.getElementById('page'));
  document.title = `${section ? `${t(`office.nav.${section.name}`)} · ` : ''}${t('office.title')} · ${t('frame.name')}`;
  showDialog();
  if (state.focusHeading && section) {
    state.focusHeading = false;
    document.getElementById('section-title')?.focus({ preventScroll: true });
  }
}

function office(section) {
  return html`
    <div class="office">
      <div class="office-side">
        <div class="row between">
          <h1>${t('office.title')}</h1>
          <button class="quiet" @click=${leave}>${t('office.leave')}</button>
        </div>
        <nav aria-label=${t('office.sections')}>
          ${sections().map(
            (one) => html`
              <a href="#${one.name}" aria-current=${one === section ? 'page' : nothing}>
                ${t(`office.nav.${one.name}`)} ${navBadge(one.name)}
              </a>
            `,
          )}
        </nav>
      </div>
      <div class="office-main" data-section=${section?.name ?? nothing}>
        ${section ? sectionView(section) : nothing}
      </div>
    </div>
    ${dialogView()}
  `;
}

function sectionView(section) {
  const failed = html`
    <div class="card">
      ${state.problem && refusal(words(state.problem))}
      ${
        passes(state.problem)
          ? html`<div class="row"><button @click=${refreshNow}>${t('office.again')}</button></div>`
          : nothing
      }
    </div>
  `;
  return html`
    ${section.backLink?.(state.at) ?? nothing}
    <h2 class="section-title" id="section-title" tabindex="-1">${section.heading(state.at)}</h2>
    ${section.bar?.(state.at) ?? nothing}
    ${state.problem ? failed : section.view(state.at)}
  `;
}

/** Returns whether the same question may get another answer: what is not there does not come by asking again. */
function passes(problem) {
  return problem !== null && (problem.status === 0 || problem.status === 429 || problem.status >= 500);
}

/** Shows the section that the address names; its heading takes the focus, so that a screen reader starts there. */
function follow() {
  takeKeyFromAddress();
  if (!hasKey() || !shop() || location.hash === '#page') {
    return null; // `#page` skips the frame; it names no section.
  }
  const at = route();
  const section = sections().find((one) => one.name === at.section) ?? unknown;
  const { rows, top } = place();
  const focusHeading = state.at !== null;
  exit();
  closeDialog(); // It belongs to the section that is left.
  atNewPlace();
  Object.assign(state, { at: { ...at, rows }, section, problem: null, focusHeading });
  section.open?.(at);
  draw();
  window.scrollTo(0, 0);
  document.querySelector('.office-side a[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  return load().then(() => scrollBack(section, top));
}

/** Scrolls to where one was, once what stood there is there again. */
function scrollBack(section, top) {
  if (state.section === section && top > 0) {
    window.scrollTo(0, top);
  }
}

/** Shows the same section with other filters. */
function narrow() {
  Object.assign(state, { at: { ...route(), keep: true }, problem: null });
  draw();
  return load();
}

function enter() {
  draw();
  return follow()?.then(() => document.getElementById('section-title')?.focus());
}

function exit() {
  state.section?.close?.();
  Object.assign(state, { at: null, section: null, problem: null });
}

async function load() {
  const { at, section } = state;
  if (!hasKey() || !section) {
    return;
  }
  const [problem = null] = await Promise.all([section.load?.(at), loadAttention()]);
  if (state.at !== at) {
    return; // Another section was opened meanwhile and loads itself.
  }
  state.problem = problem;
  draw();
  storeRows();
}

onKey(enter, () => {
  exit();
  forgetAttention();
});
takeKeyFromAddress();
shareKeyWithOpenedTabs();
frame('office.title', draw);
window.addEventListener('hashchange', follow);
document.addEventListener('narrowed', narrow);
keepPlace(
  () => state.section?.list?.items.length,
  () => state.section?.list?.isStale && load(),
);
document.addEventListener('language', refreshNow); // Refusals are shown in the other language.
await keepInStep(async () => {
  drawFrame();
  if (state.at === null) {
    await follow();
  } else {
    await load();
  }
  draw();
});
