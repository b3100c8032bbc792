/** One camera: its picture with zones and boxes, its state and how old the picture is. */

import { draw } from './draw.js';
import { Pictures } from './pictures.js';
import { count, duration, time } from './words.js';

/** A picture older than three usual intervals is stale, but not before 3 s and at the latest after 30 s. */
const stale = (interval) => Math.min(30_000, Math.max(3000, 3 * interval));

const STATES = {
  CONNECTING: ['Connecting', 'late'],
  CONNECTED: ['Live', 'live'],
  STALLED: ['Stalled', 'down'],
  LOST: ['Lost', 'down'],
  AUTH_FAILED: ['Login refused', 'down'],
  ENDED: ['Ended', 'waiting'],
};

/** What is wrong with pictures that arrive, and why that may be. */
const TAMPERINGS = {
  BLACK: ['Black', 'The picture is dark or covered'],
  FROZEN: ['Frozen', 'The picture does not change'],
  BLURRED: ['Blurred', 'The picture is far less sharp than usual'],
  MOVED: ['Moved', 'The camera no longer shows its usual view'],
};

export class Card {
  element;
  looked = 0;
  objects = 0;
  alerts = 0;
  skipped = 0;
  status = null;
  zones = [];
  scene = null;
  live = false;
  staleWords = '';
  #picture = null;
  #shown = null;
  #interval = 0;
  #pictures = new Pictures((picture, bitmap) => this.#show(picture, bitmap));
  #part;
  #drawn;

  /**
   * @param open called when the card is chosen
   * @param drawn called when there is a new picture
   */
  constructor(id, open, drawn) {
    this.id = id;
    this.#drawn = drawn;
    this.element = document.getElementById('card').content.firstElementChild.cloneNode(true);
    this.#part = (name) => this.element.querySelector(name);
    this.element.dataset.testid = `camera-${id}`;
    this.#part('.name').textContent = id;
    this.#part('button').setAttribute('aria-label', `Enlarge ${id}`);
    this.#part('button').addEventListener('click', () => open(this));
    this.#part('canvas').setAttribute('aria-label', `${id}: no picture yet`);
    new ResizeObserver(() => this.#draw()).observe(this.#part('canvas'));
  }

  /** Takes everything the server knows of this camera. */
  snapshot(camera) {
    this.zones = camera.zones;
    Object.assign(this, { looked: camera.looked, objects: camera.objects, alerts: camera.alerts, skipped: camera.skipped });
    this.status = camera.status;
    if (camera.picture && (!this.#picture || camera.picture.receivedAt > this.#picture.receivedAt)) {
      this.#take(camera.picture);
    }
  }

  /** Takes a new picture with its boxes, and counts them. */
  picture(picture) {
    if (picture.skipped === null) this.looked += 1;
    else this.skipped += 1;
    this.objects += picture.boxes.length;
    this.#take(picture);
  }

  pause(paused) {
    this.#pictures.pause(paused);
  }

  #take(picture) {
    const arrived = performance.now();
    if (this.#picture) this.#interval = arrived - this.#picture.arrived;
    this.#picture = { ...picture, arrived };
    this.#pictures.want(this.#picture);
  }

  #show(picture, bitmap) {
    this.scene?.bitmap.close();
    this.#shown = picture;
    this.scene = { bitmap, zones: this.zones, boxes: picture.boxes };
    this.element.style.setProperty('--scale', picture.width / picture.height);
    this.#draw();
    this.#part('canvas').dataset.frame = picture.frame;
    this.#drawn(this);
  }

  #draw() {
    if (this.scene) draw(this.#part('canvas'), this.scene, this.id);
  }

  /**
   * The age of the picture on the screen in milliseconds, infinite without one: by the server's clock, but at least
   * since it came here, so that a camera whose clock runs ahead grows old too.
   */
  age(now) {
    return this.#shown ? Math.max(now - this.#shown.receivedAt, performance.now() - this.#shown.arrived) : Infinity;
  }

  /** Says how the camera is now. */
  tick(now, online) {
    const [word, tone] = this.#state(now, online);
    const fps = this.status?.framesPerSecond ?? 0;
    const age = this.age(now);
    this.live = tone === 'live' || tone === 'tampered';
    this.staleWords = this.live ? '' : staleWords(age);
    this.element.dataset.stale = String(!this.live);
    this.element.dataset.state = this.status?.state ?? 'WAITING';
    write(this.#part('.stale'), this.staleWords);
    write(this.#part('.badge'), word);
    this.#part('.badge').dataset.state = tone;
    write(this.#part('.meta'), this.live ? `${fps.toFixed(1)} fps · ${duration(age)} old` : '');
    write(this.#part('.detail'), this.#detail());
  }

  #state(now, online) {
    if (!online) return ['Page offline', 'down'];
    if (!this.status && !this.#shown) return ['Waiting', 'waiting'];
    const known = STATES[this.status?.state ?? 'CONNECTED'] ?? ['Unknown', 'late'];
    const late = this.age(now) > stale(this.#interval);
    if (known[1] !== 'live') return known;
    const tampering = TAMPERINGS[this.status?.tampering];
    return late ? ['Delayed', 'late'] : tampering ? [tampering[0], 'tampered'] : known;
  }

  #detail() {
    const skipped = this.#shown?.skipped;
    const tampering = TAMPERINGS[this.status?.tampering];
    const tampered = tampering && `${tampering[1]}, since ${time(this.status.tamperedSince)}`;
    return this.status?.detail || tampered || (skipped ? `The last picture was not looked at: ${skipped}` : '');
  }

  /** What the large view lists. */
  facts() {
    const s = this.status;
    const dropped = s ? Object.values(s.dropped).reduce((sum, n) => sum + n, 0) : 0;
    return [
      ['State', this.#part('.badge').textContent],
      ['Frames received', s ? count(s.received) : '–'],
      ['Left out', count(dropped)],
      ['Damaged', s ? count(s.corrupt) : '–'],
      ['Looked at', count(this.looked)],
      ['Skipped', count(this.skipped)],
      ['Detections', count(this.objects)],
      ['Alerts', count(this.alerts)],
      ['Reconnects', s ? count(s.reconnects) : '–'],
      ['Zones', this.zones.map((zone) => zone.name).join(', ') || 'none'],
    ];
  }
}

function staleWords(age) {
  return Number.isFinite(age) ? `Not live · last picture ${duration(age)} ago` : 'No picture yet';
}

/** Changes a text only when it differs, to keep screen readers quiet. */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
