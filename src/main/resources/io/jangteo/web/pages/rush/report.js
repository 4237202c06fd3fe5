// The report of a race: a file that a browser opens by itself, with the figures, the chart and the machine.

import { language } from '../common/language.js';
import { shop } from '../common/live.js';

const TEMPLATE = '../rush/report.txt';

/** Saves the report where the browser saves downloads. */
export async function takeReport(race) {
  const icon = document.querySelector('link[rel=icon]').href;
  const template = await (await fetch(new URL(TEMPLATE, icon))).text();
  // The data stand in a script, which the text `</` would end.
  const data = JSON.stringify({ race, version: shop().version }).replaceAll('<', '\\u003c');
  const text = template.replace('{{language}}', () => language()).replace('{{data}}', () => data);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/html' }));
  link.download = `rush-${race.id}.html`;
  link.click();
  URL.revokeObjectURL(link.href);
}
