/** Which profile is on, where the rules know profiles, and a way to switch. */

const HEADERS = { 'X-Sightline': '1' };

export class Profile {
  #label = document.getElementById('profile');
  #choice = this.#label.querySelector('select');

  /** Whether the one who looks may switch. */
  set allowed(allowed) {
    this.#choice.disabled = !allowed;
  }

  constructor() {
    this.#choice.addEventListener('change', () => this.#change());
  }

  /** Asks for the present state. */
  async ask() {
    try {
      const response = await fetch('/api/profile', { signal: AbortSignal.timeout(10_000) });
      if (response.ok) this.#show(await response.json());
    } catch {
      // The feed notices a server that is gone.
    }
  }

  #show({ names, on }) {
    this.#label.hidden = names.length === 0;
    this.#choice.replaceChildren(...names.map((name) => new Option(name, name, false, name === on)));
  }

  async #change() {
    this.#choice.disabled = true;
    const url = `/api/profile/${encodeURIComponent(this.#choice.value)}`;
    await fetch(url, { method: 'PUT', headers: HEADERS, signal: AbortSignal.timeout(10_000) }).catch(() => null);
    this.#choice.disabled = false;
    await this.ask();
  }
}
