/** The colours of classes and zones: light ones, that dark words can be written on. */

const KNOWN = new Map([
  ['person', '#5ee0c1'],
  ['bicycle', '#d9f06b'],
  ['car', '#7db2ff'],
  ['motorcycle', '#ffa578'],
  ['bus', '#c9a3ff'],
  ['truck', '#ff97b8'],
  ['dog', '#f3b0ea'],
  ['cat', '#ffd98a'],
]);

export const ZONE = '#f5b955';

/** The colour of a class: the same for the same word, always. */
export function colourOf(label) {
  let hash = 0;
  for (const letter of label) {
    hash = (hash * 31 + letter.codePointAt(0)) % 360;
  }
  return KNOWN.get(label) ?? `hsl(${hash} 78% 72%)`;
}
