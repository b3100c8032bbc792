/** The server's events, connected again whenever the connection breaks. */

const TYPES = ['picture', 'status', 'raised', 'time', 'missed'];
const SILENCE = 10_000;
const LONGEST_PAUSE = 10_000;

export class Feed {
  #source = null;
  #pause = 1000;
  #heard = 0;
  #retry = 0;
  #hear;
  #tell;

  /**
   * @param hear called with the type and the data of every event
   * @param tell called with 'live' or 'down' when that changes
   */
  constructor(hear, tell) {
    this.#hear = hear;
    this.#tell = tell;
    setInterval(() => this.#check(), 1000);
  }

  /** Connects, unless it is connected or about to be. */
  open() {
    if (this.#source) return;
    clearTimeout(this.#retry);
    this.#heard = performance.now();
    this.#source = new EventSource('/api/events');
    this.#source.onopen = () => {
      this.#pause = 1000;
      this.#tell('live');
    };
    this.#source.onerror = () => this.#again();
    for (const type of TYPES) {
      this.#source.addEventListener(type, (event) => {
        this.#heard = performance.now();
        this.#hear(type, JSON.parse(event.data));
      });
    }
  }

  /** Disconnects until it is opened again. */
  close() {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
  }

  #again() {
    this.close();
    this.#tell('down');
    this.#retry = setTimeout(() => this.open(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }

  /** A connection over which not even the time comes is dead. */
  #check() {
    if (this.#source && performance.now() - this.#heard > SILENCE) this.#again();
  }
}
