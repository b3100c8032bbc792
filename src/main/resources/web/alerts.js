/** The latest alerts, newest first. */

import { day, time } from './words.js';

const MOST = 60;

export class Alerts {
  #list = document.getElementById('alerts');
  #known = new Set();
  #open;

  /** @param open called with the alert that is chosen */
  constructor(open) {
    this.#open = open;
  }

  /** Takes the server's list, newest first. */
  all(alerts) {
    alerts.slice(0, MOST).reverse().forEach((alert) => this.#add(alert));
  }

  /** Takes an alert that was raised now; returns whether it is news. */
  raised(alert) {
    const item = this.#add(alert);
    item?.classList.add('new');
    return item !== null;
  }

  #add(alert) {
    if (this.#known.has(alert.id)) return null;
    this.#known.add(alert.id);
    document.getElementById('no-alerts').hidden = true;
    const item = this.#item(alert);
    this.#list.prepend(item);
    if (this.#list.children.length > MOST) {
      this.#known.delete(this.#list.lastElementChild.dataset.id);
      this.#list.lastElementChild.remove();
    }
    return item;
  }

  #item(alert) {
    const item = document.getElementById('alert').content.firstElementChild.cloneNode(true);
    const part = (name) => item.querySelector(name);
    item.dataset.testid = 'alert';
    item.dataset.id = alert.id;
    part('.rule').textContent = alert.rule;
    part('.message').textContent = alert.message;
    part('.where').textContent = `${alert.camera} · ${alert.zone}`;
    part('time').textContent = time(alert.at);
    part('time').dateTime = new Date(alert.at).toISOString();
    part('time').title = day(alert.at);
    part('button').disabled = !alert.url;
    part('button').addEventListener('click', () => this.#open(alert));
    if (alert.url) crop(part('img'), alert);
    return item;
  }
}

/** Shows the part of the evidence around the first object, or all of it when there is none. */
function crop(image, { url, boxes: [box] }) {
  if (box) {
    const x = `${50 * (box.left + box.right)}%`;
    const y = `${50 * (box.top + box.bottom)}%`;
    const zoom = Math.max(1, Math.min(3, 0.6 / Math.max(box.right - box.left, box.bottom - box.top, 0.01)));
    image.style.objectPosition = `${x} ${y}`;
    image.style.transformOrigin = `${x} ${y}`;
    image.style.transform = `scale(${zoom})`;
  }
  image.addEventListener('error', () => image.removeAttribute('src'), { once: true });
  image.src = url;
}
