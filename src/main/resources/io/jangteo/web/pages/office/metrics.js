// Reads the server's metrics (Prometheus text) and computes the differences between two readings.

/** The pages call these all the time; they are left out, so that a shop without visitors looks like one. */
const OWN_QUESTIONS = ['/api/v1/shop', '/metrics'];
const BUCKET = 'jangteo_http_request_duration_seconds_bucket';
const LINE = /^(\w+)(?:\{(.*)\})? (\S+)/;
const LABEL = /(\w+)="([^"]*)"/g;

/** Every sample: its name, its labels, its value. */
export function parse(text) {
  return text
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => {
      const [, name, labels, value] = line.match(LINE);
      const pairs = [...(labels ?? '').matchAll(LABEL)].map(([, label, content]) => [label, content]);
      return { name, labels: Object.fromEntries(pairs), value: Number(value) };
    });
}

/** One reading of the samples: counts since the server started, and current values. */
export function look(samples, atMillis) {
  const visitors = samples.filter(({ labels }) => !OWN_QUESTIONS.includes(labels.route));
  const sum = (name, of = () => true) =>
    visitors.filter((one) => one.name === name && of(one.labels)).reduce((total, one) => total + one.value, 0);
  const buckets = new Map();
  visitors
    .filter(({ name }) => name === BUCKET)
    .forEach(({ labels, value }) => {
      const bound = labels.le === '+Inf' ? Infinity : Number(labels.le);
      buckets.set(bound, (buckets.get(bound) ?? 0) + value);
    });
  return {
    atMillis,
    answered: sum('jangteo_http_requests_total', ({ status }) => status < 400),
    refused: sum('jangteo_http_requests_total', ({ status }) => status >= 400),
    queue: sum('jangteo_writer_queue_length'),
    batches: sum('jangteo_writer_batch_size_count'),
    writes: sum('jangteo_writer_batch_size_sum'),
    pending: sum('jangteo_outbox_pending'),
    lagSeconds: sum('jangteo_outbox_lag_seconds'),
    deadDeliveries: sum('jangteo_deliveries_total', ({ outcome }) => outcome === 'dead'),
    failedRuns: sum('jangteo_scheduler_runs_total', ({ outcome }) => outcome === 'failure'),
    buckets,
  };
}

/** The rate per second of a count between two readings; never below 0, even if the server restarted between them. */
export function rate(before, after, count) {
  const seconds = (after.atMillis - before.atMillis) / 1000;
  return seconds > 0 ? Math.max(0, (after[count] - before[count]) / seconds) : 0;
}

/** The average number of writes that shared a commit between two readings; `null` if there was none. */
export function averageBatch(before, after) {
  const batches = after.batches - before.batches;
  return batches > 0 ? (after.writes - before.writes) / batches : null;
}

/** The bound in seconds below which that share of the requests between two readings stayed; `null` if there was none. */
export function quantile(before, after, share) {
  const bounds = [...after.buckets.keys()].sort((one, other) => one - other);
  const counts = bounds.map((bound) => after.buckets.get(bound) - (before.buckets.get(bound) ?? 0));
  const all = counts.at(-1) ?? 0;
  return all > 0 ? bounds[counts.findIndex((count) => count >= all * share)] : null;
}
