import type { DeviceId, OrganisationId } from '../shared/ids.ts';
import type { LogHead } from '../shared/wire.ts';
import type { Log } from './log.ts';
import type { Database } from './store/database.ts';
import { revocationChannel, revocationText } from './store/devices.ts';
import { headChannel } from './store/log-end.ts';
import { readHead } from './store/pull.ts';

/** A laptop that wants to know at once when there is more. */
export interface Follower {
  readonly organisation: OrganisationId;
  readonly device: DeviceId;
  onHead(head: LogHead): void;
  /** There will be no more: it was signed out, or the server stops, or it is to ask again. */
  onEnd(): void;
}

/** Tells followers where their log ends: once at first, and whenever it has grown, whichever process it grew in. */
export interface HeadNews {
  /** Returns what ends it. */
  follow(follower: Follower): () => void;
  close(): Promise<void>;
}

interface Audience {
  readonly followers: Set<Follower>;
  isReading: boolean;
  /** The log has grown since the reading began. */
  isStale: boolean;
}

export interface HeadNewsSettings {
  readonly database: Database;
  readonly log: Log;
  readonly followersPerDevice: number;
}

export function openHeadNews({ database, log, followersPerDevice }: HeadNewsSettings): HeadNews {
  const audiences = new Map<OrganisationId, Audience>();
  let listening: Promise<readonly (() => Promise<void>)[]> | undefined;

  /** One reading serves all who follow, and all notices that come meanwhile. */
  async function tell(organisation: OrganisationId, audience: Audience): Promise<void> {
    audience.isStale = true;
    if (audience.isReading) return;
    audience.isReading = true;
    try {
      while (audience.isStale && audience.followers.size > 0) {
        audience.isStale = false;
        const head = await readHead(database, organisation);
        for (const follower of audience.followers) follower.onHead(head);
      }
    } catch (error) {
      log.warn({ err: error, organisation }, 'the end of a log could not be read');
      end([...audience.followers]);
    } finally {
      audience.isReading = false;
    }
  }

  function end(followers: readonly Follower[]): void {
    for (const follower of followers) {
      leave(follower);
      follower.onEnd();
    }
  }

  function leave(follower: Follower): void {
    const audience = audiences.get(follower.organisation);
    audience?.followers.delete(follower);
    if (audience?.followers.size === 0) audiences.delete(follower.organisation);
  }

  function everybody(): readonly Follower[] {
    return [...audiences.values()].flatMap(({ followers }) => [...followers]);
  }

  function onGrown(text: string): void {
    for (const [organisation, audience] of audiences) {
      if (text === '' || text === organisation) void tell(organisation, audience);
    }
  }

  /** Where notices may have been missed, everybody comes again and proves anew who it is. */
  function onRevoked(text: string): void {
    end(everybody().filter(({ organisation, device }) => text === '' || text === revocationText(organisation, device)));
  }

  /** One failure ends all who follow, so that the next one to come tries again. */
  async function listen(): Promise<readonly (() => Promise<void>)[]> {
    try {
      return [await database.listen(headChannel, onGrown), await database.listen(revocationChannel, onRevoked)];
    } catch (error) {
      log.error({ err: error }, 'the database tells no news');
      listening = undefined;
      end(everybody());
      return [];
    }
  }

  return {
    follow(follower) {
      const { organisation, device } = follower;
      const audience = audiences.get(organisation) ?? { followers: new Set(), isReading: false, isStale: false };
      audiences.set(organisation, audience);
      const sameDevice = [...audience.followers].filter((each) => each.device === device);
      audience.followers.add(follower);
      end(sameDevice.slice(0, Math.max(0, sameDevice.length - followersPerDevice + 1)));
      listening ??= listen();
      void listening.then(() => tell(organisation, audience));
      return () => leave(follower);
    },
    async close() {
      end(everybody());
      for (const stop of (await listening) ?? []) await stop();
    },
  };
}
