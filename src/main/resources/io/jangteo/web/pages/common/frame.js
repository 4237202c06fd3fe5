// The frame of every page: links to the other pages, language, colours, short messages.

import { html, nothing, render } from '../lit/lit-html.js';
import { dateTime, number } from './format.js';
import { language, setLanguage, t } from './language.js';
import { isLive, shop, shopNow } from './live.js';
import { ADMIN_KEY, kept, remember } from './storage.js';
import { draw, drawWith } from './view.js';

/** How often the time of test mode is drawn again. */
const STRIP_MILLIS = 5000;
const MINUTE_MILLIS = 60_000;
const TOAST_MILLIS = 3000;
/** The number of messages shown at once, for readers who act quickly; on a phone, two would cover too much. */
const TOASTS_MAX = 2;
const phone = window.matchMedia('(max-width: 40rem)');
const PAGES = [
  ['/', 'frame.shop'],
  ['/rush', 'frame.rush'],
  ['/office', 'frame.office'],
  ['/docs', 'frame.docs'],
];

/** The picture before the shop's name is the page's own icon. */
const icon = document.querySelector('link[rel=icon]');

const isTestMode = 'testMode' in document.documentElement.dataset;

let titleName = '';
let connected = true;

/** Draws the frame; `title` names the text of the browser's title, `drawPage` draws the page itself. */
export function frame(title, drawPage) {
  titleName = title;
  drawWith(drawPage);
  const redraw = () => {
    drawFrame();
    draw();
  };
  document.addEventListener('language', redraw);
  document.addEventListener('refusals', draw); // Refusals have been fetched in the new language.
  document.addEventListener('theme', drawFrame);
  document.addEventListener('connection', (event) => {
    connected = event.detail;
    drawFrame();
  });
  setInterval(() => isTestMode && !document.hidden && drawFrame(), STRIP_MILLIS);
  redraw();
}

/** Draws the frame again after the first answer of the shop. */
export function drawFrame() {
  document.title = `${t(titleName)} · ${t('frame.name')}`;
  render(header(), document.getElementById('frame'));
  render(shop() ? t('frame.foot', { version: shop().version }) : nothing, document.getElementById('foot'));
}

/** Shows a message for a moment, and announces it to screen readers. */
export function toast(text) {
  const note = document.createElement('div');
  note.className = 'toast';
  note.textContent = text;
  const notes = document.getElementById('toasts');
  notes.append(note);
  while (notes.childElementCount > (phone.matches ? 1 : TOASTS_MAX)) {
    notes.firstElementChild.remove();
  }
  setTimeout(() => note.remove(), TOAST_MILLIS);
}

/** In a shop that is open, its customers see no way to the pages of those who run it or build upon it. */
function pages() {
  const isCustomer = !PAGES.slice(1).some(([path]) => location.pathname.startsWith(path)) && !kept(ADMIN_KEY);
  return isCustomer && (shop() === null || isLive()) ? PAGES.slice(0, 1) : PAGES;
}

/** Takes all messages away. */
export function clearToasts() {
  document.getElementById('toasts').replaceChildren();
}

function header() {
  const dark = document.documentElement.dataset.theme === 'dark';
  const other = language() === 'ko' ? 'en' : 'ko';
  return html`
    <a class="skip" href="#page">${t('frame.skip')}</a>
    <div class="frame-inner">
      <a class="brand" href="/"><img src=${icon.href} alt="">${t('frame.name')}</a>
      <nav aria-label=${t('frame.pages')}>
        ${pages().map(
          ([path, name]) =>
            html`<a href=${path} aria-current=${path === location.pathname ? 'page' : nothing}>${t(name)}</a>`,
        )}
      </nav>
      <div class="frame-tools">
        <button class="quiet" lang=${other} @click=${() => setLanguage(other)}>${t('frame.toEnglish')}</button>
        <button class="quiet" aria-label=${dark ? t('frame.toLight') : t('frame.toDark')} @click=${() => setTheme(dark)}>
          <span aria-hidden="true">${dark ? '☀' : '☾'}</span>
        </button>
      </div>
    </div>
    ${isTestMode ? strip() : nothing}
    <p class="banner" role="status">${connected ? nothing : t('frame.lost')}</p>
  `;
}

/**
 * Says that the time may be another one than outside, so that nobody takes an expired coupon for a fault. The page itself
 * says that it is of test mode, so that the strip has its place from the beginning.
 */
function strip() {
  if (shop() === null) {
    return html`<p class="strip"><strong>${t('frame.testMode')}</strong></p>`;
  }
  const minutes = Math.round((shopNow() - Date.now()) / MINUTE_MILLIS);
  const name = minutes === 0 ? 'frame.testNow' : minutes > 0 ? 'frame.testAhead' : 'frame.testBehind';
  return html`
    <p class="strip">
      <strong>${t('frame.testMode')}</strong>
      ${t(name, { now: dateTime(shopNow()), by: span(Math.abs(minutes)) })}
    </p>
  `;
}

/** `1 h`, `2 d 3 h` or `40 min`: the two largest units. */
function span(minutes) {
  const parts = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor(minutes / 60) % 24, 'hour'],
    [minutes % 60, 'minute'],
  ];
  const said = parts.filter(([count]) => count > 0).slice(0, 2);
  return said.map(([count, unit]) => t(`frame.${unit}`, { count: number(count) })).join(' ');
}

function setTheme(dark) {
  const chosen = dark ? 'light' : 'dark';
  remember('theme', chosen);
  document.documentElement.dataset.theme = chosen;
  document.dispatchEvent(new Event('theme'));
}
