/** Numbers and times as short words. */

const COUNT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const WHOLE = new Intl.NumberFormat('en');
const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** A count: 873, 12,345, 1.2M. */
export const count = (n) => (n < 100_000 ? WHOLE : COUNT).format(n);

/** A duration in milliseconds: 0.3 s, 42 s, 3 min, 5 h. */
export function duration(millis) {
  const seconds = Math.max(0, millis) / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} days`;
}

/** The time of day of an instant in milliseconds. */
export const time = (millis) => TIME.format(millis);

/** Day and time of an instant in milliseconds. */
export const day = (millis) => DAY.format(millis);

/** A box in words: person 0.83 #12. */
export const caption = (box) => `${box.label} ${box.score.toFixed(2)}${box.track === null ? '' : ` #${box.track}`}`;

/** A box in a word: #12, or 0.83 without a track. */
export const brief = (box) => (box.track === null ? box.score.toFixed(2) : `#${box.track}`);
