/** What looks at the pictures, where this process does so: the part of /health that is called engine. */

const NAME = 'engine';
const PREPARING = 'warming up';

/** How often to ask while the engine is being prepared, in milliseconds, and at rest. */
const SOON = 2000;
const LATER = 15_000;

export class Engine {
  #element = document.getElementById('engine');
  #next = 0;

  /** Asks and says what it is told; then asks again as long as {@code wanted()}. */
  async ask(wanted) {
    clearTimeout(this.#next);
    const check = await this.#check();
    if (check !== undefined) this.#say(check);
    const preparing = this.#element.dataset.state === 'connecting';
    this.#next = setTimeout(() => wanted() && this.ask(wanted), preparing ? SOON : LATER);
  }

  /** The engine's check, null if there is none, undefined if nobody answers. */
  async #check() {
    try {
      const response = await fetch('/health', { signal: AbortSignal.timeout(10_000) });
      const checks = await response.json();
      return checks.find((check) => check.name === NAME) ?? null;
    } catch {
      return undefined;
    }
  }

  #say(check) {
    this.#element.hidden = check === null;
    if (check === null) return;
    this.#element.textContent = check.detail.charAt(0).toUpperCase() + check.detail.slice(1);
    this.#element.dataset.state = state(check);
  }
}

/** After the engine's name and a semicolon comes what it has lost. */
function state({ ok, detail }) {
  if (!ok) return 'down';
  if (detail.startsWith(PREPARING)) return 'connecting';
  return detail.includes('; ') ? 'late' : 'live';
}
