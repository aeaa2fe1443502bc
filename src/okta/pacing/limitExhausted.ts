/** Others use up a limit so persistently that requests are no longer held for it. */
export class LimitExhausted extends Error {
  constructor() {
    super('The limit has been used up by others for too long');
    this.name = 'LimitExhausted';
  }
}
