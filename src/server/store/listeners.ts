import type { Log } from '../log.ts';

/** Who listens to which channel. The database is told `listen` for the first on a channel, `unlisten` after the last. */
export interface Listeners {
  add(
    channel: string,
    onNotice: (text: string) => void,
    tell: (command: string) => Promise<void>,
  ): Promise<() => Promise<void>>;
  call(channel: string, text: string): void;
  /** The commands by which a new connection hears all of them. */
  commands(): readonly string[];
  /** Calls all of them with an empty text. */
  callAll(): void;
}

export function startListeners(log: Log): Listeners {
  const channels = new Map<string, Set<(text: string) => void>>();

  function callEach(called: Iterable<(text: string) => void>, text: string): void {
    for (const onNotice of called) {
      try {
        onNotice(text);
      } catch (error) {
        log.error({ err: error }, 'a listener of the database failed');
      }
    }
  }

  return {
    async add(channel, onNotice, tell) {
      const called = channels.get(channel) ?? new Set();
      channels.set(channel, called);
      // Each call ends with its own removal, even if one function listens twice.
      const listener = (text: string) => onNotice(text);
      called.add(listener);
      try {
        await tell(`listen ${quoteName(channel)}`);
      } catch (error) {
        called.delete(listener);
        throw error;
      }
      return async () => {
        called.delete(listener);
        if (called.size === 0) await tell(`unlisten ${quoteName(channel)}`);
      };
    },
    call: (channel, text) => callEach(channels.get(channel) ?? [], text),
    commands: () =>
      [...channels].flatMap(([channel, called]) => (called.size > 0 ? `listen ${quoteName(channel)}` : [])),
    callAll: () =>
      callEach(
        [...channels.values()].flatMap((called) => [...called]),
        '',
      ),
  };
}

function quoteName(channel: string): string {
  return `"${channel.replaceAll('"', '""')}"`;
}
