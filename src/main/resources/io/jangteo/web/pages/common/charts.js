// <shop-chart>: a chart that is also a table for people who cannot see it. Set its `spec`:
// { type: 'line' | 'bar', label, labels: […], series: [{ label, values: […] }], format: (value) => text,
//   stacked: false, stepped: false, labelTitle, max }. Its colours are the page's. The library that draws it is the largest
// file of a page, and is loaded when the first chart comes near the window.

import { html, render } from '../lit/lit-html.js';

/** How far from the window a chart begins to load what draws it. */
const NEAR = '200px';
const COLOURS = ['--chart-1', '--chart-2', '--chart-3'];

class ShopChart extends HTMLElement {
  #spec = null;
  #drawn = '';
  #chart = null;
  #redraw = () => this.#draw(true);
  /** Becomes true when the chart is near the window for the first time. */
  #isNear = comesNear(this);

  set spec(spec) {
    this.#spec = spec;
    this.#draw(false);
  }

  connectedCallback() {
    document.addEventListener('theme', this.#redraw);
    this.#draw(true);
  }

  disconnectedCallback() {
    document.removeEventListener('theme', this.#redraw);
    this.#chart?.destroy();
    this.#chart = null;
  }

  async #draw(whatever) {
    const spec = this.#spec;
    const drawing = JSON.stringify([spec, document.documentElement.lang]);
    if (!spec || !this.isConnected || (!whatever && drawing === this.#drawn)) {
      return;
    }
    this.#drawn = drawing;
    render(content(spec), this);
    await this.#isNear;
    try {
      await import('../chart/chart.js');
    } catch {
      this.#drawn = ''; // The connection is lost; the next drawing tries again.
      return;
    }
    // Another drawing may have begun meanwhile; then this one is outdated.
    if (!this.isConnected || drawing !== this.#drawn) {
      return;
    }
    const options = chartOptions(spec);
    if (this.#chart) {
      this.#chart.data = chartData(spec);
      this.#chart.options = options;
      this.#chart.update('none');
    } else {
      const canvas = this.querySelector('canvas');
      this.#chart = new globalThis.Chart(canvas, { type: spec.type, data: chartData(spec), options });
    }
  }
}

function comesNear(element) {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) {
          observer.disconnect();
          resolve(true);
        }
      },
      { rootMargin: NEAR },
    );
    observer.observe(element);
  });
}

function content(spec) {
  return html`
    <canvas role="img" aria-label=${spec.label}></canvas>
    <div class="visually-hidden">
      <table>
        <caption>${spec.label}</caption>
        <tr><th scope="col">${spec.labelTitle}</th>${spec.series.map((one) => html`<th scope="col">${one.label}</th>`)}</tr>
        ${spec.labels.map(
          (label, index) => html`
            <tr><th scope="row">${label}</th>${spec.series.map((one) => html`<td>${spec.format(one.values[index])}</td>`)}</tr>
          `,
        )}
      </table>
    </div>
  `;
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function chartData(spec) {
  return {
    labels: spec.labels,
    datasets: spec.series.map((one, index) => ({
      label: one.label,
      data: one.values,
      backgroundColor: colour(COLOURS[index]),
      borderColor: colour(COLOURS[index]),
      borderWidth: spec.type === 'line' ? 2 : 0,
      borderRadius: 3,
      pointRadius: spec.labels.length > 30 ? 0 : 3,
      stepped: spec.stepped ?? false,
    })),
  };
}

function chartOptions(spec) {
  const axis = (more) => ({
    border: { color: colour('--line') },
    grid: { color: colour('--line'), drawOnChartArea: more.values },
    ticks: { color: colour('--soft'), maxTicksLimit: 6, maxRotation: 0, ...more.ticks },
    stacked: spec.stacked ?? false,
    beginAtZero: true,
  });
  return {
    animation: false,
    maintainAspectRatio: false,
    interaction: { mode: 'index', intersect: false },
    plugins: {
      legend: { display: spec.series.length > 1, labels: { color: colour('--ink'), boxWidth: 12 } },
      tooltip: { callbacks: { label: (item) => `${item.dataset.label}: ${spec.format(item.parsed.y)}` } },
    },
    scales: {
      x: axis({ values: false, ticks: {} }),
      y: {
        ...axis({ values: true, ticks: { precision: 0, callback: (value) => spec.format(value) } }),
        suggestedMax: spec.max,
      },
    },
  };
}

customElements.define('shop-chart', ShopChart);
