// Local times in the shop's zone, which may differ from the reader's.

/** `2026-11-21T10:00` in that zone as RFC 3339, `2026-11-21T10:00:00+09:00`; text that is not a time stays as it is. */
export function withOffset(local, zone) {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) {
    return local;
  }
  // Around a clock change, the first guess may lie on the other side of the change.
  const guess = asUtc - offsetMillis(asUtc, zone);
  return `${local}${local.length === 16 ? ':00' : ''}${offsetText(offsetMillis(guess, zone))}`;
}

/** Returns the offset of the zone from UTC at that moment. */
function offsetMillis(moment, zone) {
  const fields = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment);
  const part = (type) => Number(fields.find((field) => field.type === type).value);
  const there = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return there - Math.floor(moment / 1000) * 1000;
}

function offsetText(millis) {
  const minutes = Math.abs(millis) / 60_000;
  const two = (value) => String(Math.floor(value)).padStart(2, '0');
  return `${millis < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** A moment in RFC 3339 as a local time in the zone, `2026-11-21T10:00`. */
export function localTime(moment, zone) {
  const millis = Date.parse(moment);
  return new Date(millis + offsetMillis(millis, zone)).toISOString().slice(0, 16);
}

/** The date in the zone at that moment, as `2026-11-21`. */
export function localDate(moment, zone) {
  return new Date(moment + offsetMillis(moment, zone)).toISOString().slice(0, 10);
}
