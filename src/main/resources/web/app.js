/** Wires the page: events and snapshots in, cards, alerts and totals out. */

import { Alerts } from './alerts.js';
import { Card } from './card.js';
import { Engine } from './engine.js';
import { Profile } from './profile.js';
import { Feed } from './feed.js';
import { Large } from './large.js';
import { Login } from './login.js';
import { count } from './words.js';

const RATE_WINDOW = 5000;
const SYNC_EVERY = 15_000;
const HIDDEN_PATIENCE = 10_000;

const cards = new Map();
const large = new Large();
const alerts = new Alerts((alert) => large.alert(alert, cards.get(alert.camera)?.zones ?? []));
const feed = new Feed(hear, connection);
const engine = new Engine();
const profile = new Profile();
const login = new Login();
const arrivals = [];
let offset = 0;
let online = false;
let heardSince = 0;
let leaving = 0;

const serverTime = () => Date.now() + offset;

function card(id) {
  if (!cards.has(id)) {
    const made = new Card(id, (chosen) => large.camera(chosen), (drawn) => large.refresh(drawn));
    cards.set(id, made);
    const after = [...cards.keys()].sort().indexOf(id);
    const grid = document.getElementById('cameras');
    grid.insertBefore(made.element, grid.children[after] ?? null);
  }
  return cards.get(id);
}

function hear(type, data) {
  if (type === 'picture') {
    arrivals.push(performance.now());
    card(data.camera).picture(data);
  } else if (type === 'status') {
    card(data.camera).status = data;
  } else if (type === 'raised') {
    if (alerts.raised(data)) card(data.camera).alerts += 1;
  } else if (type === 'time') {
    offset = data.now - Date.now();
  } else {
    sync();
  }
}

function connection(state) {
  online = state === 'live';
  const words = { live: 'Connected', down: 'Reconnecting…' };
  const element = document.getElementById('connection');
  element.dataset.state = state;
  element.textContent = words[state];
  if (online) {
    heardSince = performance.now();
    arrivals.length = 0;
    sync();
    engine.ask(() => online && !document.hidden);
  } else {
    enter();
  }
  tick();
}

/** Finds out who looks; there are no events for somebody who has to say that first. */
async function enter() {
  const who = await login.who();
  if (who) profile.allowed = who.role !== 'viewer';
  if (who === null) feed.close();
}

/** Asks for the present state: after connecting, after missed events, and now and then. */
async function sync() {
  try {
    const [state, list] = await Promise.all(['/api/cameras', '/api/alerts'].map(json));
    offset = state.now - Date.now();
    state.cameras.forEach((camera) => card(camera.camera).snapshot(camera));
    alerts.all(list);
    document.getElementById('no-cameras').hidden = cards.size > 0;
    profile.ask();
    tick();
  } catch {
    // The feed notices a server that is gone; the next sync comes soon.
  }
}

async function json(url) {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

function tick() {
  const all = [...cards.values()];
  all.forEach((each) => each.tick(serverTime(), online));
  large.tick();
  total('cameras', cards.size ? `${all.filter((each) => each.live).length}/${cards.size}` : '0');
  total('rate', rate());
  total('detections', count(all.reduce((sum, each) => sum + each.objects, 0)));
  total('alerts', count(all.reduce((sum, each) => sum + each.alerts, 0)));
}

/** Frames a second that were looked at, over the last seconds. */
function rate() {
  const now = performance.now();
  while (arrivals.length && now - arrivals[0] > RATE_WINDOW) arrivals.shift();
  const span = Math.min(RATE_WINDOW, now - heardSince);
  return online && span > 1000 ? (arrivals.length * 1000 / span).toFixed(1) : '–';
}

function total(name, text) {
  document.getElementById(`total-${name}`).textContent = text;
}

/** Nobody looks at a hidden page: it loads nothing, and after a while lets the connection go. */
document.addEventListener('visibilitychange', () => {
  cards.forEach((each) => each.pause(document.hidden));
  clearTimeout(leaving);
  if (document.hidden) {
    leaving = setTimeout(() => feed.close(), HIDDEN_PATIENCE);
  } else {
    feed.open();
    engine.ask(() => online && !document.hidden);
  }
});

setInterval(tick, 500);
setInterval(() => online && !document.hidden && sync(), SYNC_EVERY);
feed.open();
enter();
