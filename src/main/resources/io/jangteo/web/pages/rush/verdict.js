// The result of a race: the four facts by which it is judged, the books, and the first winners.

import { number } from '../common/format.js';
import { t } from '../common/language.js';
import { checkText } from '../common/texts-checks.js';
import { html, nothing } from '../lit/lit-html.js';

const FACTS = ['issuedExactly', 'ranksWithoutGap', 'onePerUser', 'booksBalanced'];
/** Those in words about coupons, or about orders. */
const OF_PRIZES = ['issuedExactly', 'onePerUser'];
const MEDALS = 3;

/** Returns whether all four facts hold. */
export function holds(verdict) {
  return FACTS.every((fact) => verdict[fact]);
}

export function raceVerdict(race) {
  return html`
    <section class="card" aria-labelledby="verdict">
      <h2 id="verdict">${t('rush.verdict')}</h2>
      ${race.verdict ? judged(race) : html`<p class="empty">${t('rush.verdictPending')}</p>`}
    </section>
  `;
}

export function raceWinners({ winners }) {
  return html`
    <section class="card" aria-labelledby="winners">
      <header>
        <h2 id="winners">${t('rush.winners')}</h2>
        <span class="soft small">
          ${winners.length ? t('rush.winnersFirst', { count: number(winners.length) }) : nothing}
        </span>
      </header>
      ${winners.length ? podiumAndField(winners) : html`<p class="empty">${t('rush.winnersPending')}</p>`}
    </section>
  `;
}

function podiumAndField(winners) {
  const podium = winners.filter(({ rank }) => rank <= MEDALS);
  const field = winners.filter(({ rank }) => rank > MEDALS);
  return html`
    <div class="rush-winners" tabindex="0" role="group" aria-labelledby="winners">
      <ol class="podium">${podium.map(winner)}</ol>
      <ol start=${MEDALS + 1}>${field.map(winner)}</ol>
    </div>
  `;
}

function judged({ coupons, users, rush, verdict }) {
  const expected = number(Math.min(coupons, users));
  return html`
    <p class=${holds(verdict) ? 'done' : 'error'}>${t(holds(verdict) ? 'rush.allHold' : 'rush.notAllHold')}</p>
    <ul class="plain rush-facts">${FACTS.map((name) => fact(name, verdict[name], rush, expected))}</ul>
    ${books(verdict.books)}
  `;
}

function fact(name, isSo, rush, expected) {
  const text = `${isSo ? name : `${name}Not`}${rush === 'ORDERS' && OF_PRIZES.includes(name) ? 'Orders' : ''}`;
  return html`
    <li data-fact=${name}>
      <span class="rush-mark ${isSo ? 'good' : 'bad'}" role="img" aria-label=${t(isSo ? 'rush.holds' : 'rush.holdsNot')}>
        ${isSo ? '✓' : '✗'}
      </span>
      <span>${t(`rush.${text}`, { expected })}</span>
    </li>
  `;
}

function books({ checks }) {
  return html`
    <details>
      <summary>${t('rush.books', { count: number(checks.length) })}</summary>
      <div class="table-scroll" tabindex="0" role="group" aria-label=${t('rush.verdict')}>
        <table>
          <thead>
            <tr>
              <th scope="col">${t('rush.check')}</th>
              <th scope="col" class="number">${t('rush.checked')}</th>
              <th scope="col">${t('rush.violations')}</th>
            </tr>
          </thead>
          <tbody>${checks.map(check)}</tbody>
        </table>
      </div>
    </details>
  `;
}

function check({ name, checked, violations }) {
  return html`
    <tr>
      <th scope="row">${checkText(name)}</th>
      <td class="number">${number(checked)}</td>
      <td class=${violations.length ? 'bad' : 'soft'}>${violations.length ? violations.join('; ') : t('rush.none')}</td>
    </tr>
  `;
}

function winner({ rank, userId }) {
  return html`
    <li>
      <span class="number">${t('rush.winner', { rank })}</span>
      <span class="soft number">${t('rush.user', { id: userId })}</span>
    </li>
  `;
}
