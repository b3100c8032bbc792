/** The large view of a camera or of an alert's evidence. */

import { draw } from './draw.js';
import { load } from './pictures.js';
import { day } from './words.js';

const part = (name) => document.getElementById(name ? `large-${name}` : 'large');

export class Large {
  #card = null;
  #scene = null;

  constructor() {
    part('close').addEventListener('click', () => part().close());
    part().addEventListener('click', (event) => event.target === part() && part().close());
    part().addEventListener('close', () => this.#forget());
    new ResizeObserver(() => this.#draw()).observe(part('canvas'));
  }

  /** Shows a camera, live. */
  camera(card) {
    this.#card = card;
    part('note').textContent = '';
    this.#open(card.id);
    this.refresh(card);
    this.tick();
  }

  /** Shows the evidence of an alert. */
  async alert(alert, zones) {
    const bitmap = await load(alert.url).catch(() => null);
    if (!bitmap) return;
    this.#scene = { bitmap, boxes: alert.boxes, zones: zones.filter((zone) => zone.name === alert.zone) };
    part('note').textContent = alert.message;
    part().dataset.stale = 'false';
    this.#open(alert.rule);
    this.#facts([['When', day(alert.at)], ['Camera', alert.camera], ['Zone', alert.zone], ['In the zone since', day(alert.since)]]);
    this.#draw();
  }

  /** Follows the camera that is shown. */
  refresh(card) {
    if (card !== this.#card || !card.scene) return;
    this.#scene = card.scene;
    this.#draw();
  }

  /** Says how the camera that is shown is now. */
  tick() {
    if (!this.#card) return;
    part().dataset.stale = String(!this.#card.live);
    part('stale').textContent = this.#card.staleWords;
    part('note').textContent = this.#card.status?.detail ?? '';
    this.#facts(this.#card.facts());
  }

  #open(title) {
    part('title').textContent = title;
    if (!part().open) part().showModal();
  }

  #forget() {
    if (!this.#card) this.#scene?.bitmap.close();
    this.#card = null;
    this.#scene = null;
    part('canvas').width = 0;
  }

  #draw() {
    if (!this.#scene) return;
    const { width, height } = this.#scene.bitmap;
    part().style.setProperty('--scale', width / height);
    draw(part('canvas'), this.#scene, part('title').textContent);
  }

  #facts(facts) {
    part('facts').replaceChildren(...facts.map(([name, value]) => {
      const pair = document.createElement('div');
      const term = document.createElement('dt');
      const text = document.createElement('dd');
      term.textContent = name;
      text.textContent = value;
      pair.append(term, text);
      return pair;
    }));
  }
}
