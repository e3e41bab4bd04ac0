import type { Agenda } from './agenda.ts';
import type { Chance } from './chance.ts';
import type { Counters } from './counters.ts';

/** How good a line is. */
export interface Quality {
  /** One way, in milliseconds, from the shortest to the longest. */
  readonly delayMs: readonly [least: number, most: number];
  /** How often a message does not get there, and how often a request gets there twice. */
  readonly lost: number;
  readonly twice: number;
}

export const perfect: Quality = { delayMs: [1, 5], lost: 0, twice: 0 };

/** What a laptop is connected by. */
export interface Line {
  quality: Quality;
  isDown: boolean;
}

export interface HttpRequest {
  readonly path: string;
  readonly init: RequestInit;
}

export interface Network {
  /** Resolves with the answer; rejects where none comes in time. `resume` is called after either. */
  send(line: Line, request: HttpRequest, resume: () => Promise<void>): Promise<Response>;
  /** Brings something from the server, which may get lost too. */
  tell(line: Line, hear: () => Promise<void>): void;
  /** How many requests and answers are on their way. */
  underWay(): number;
}

interface NetworkParts {
  readonly agenda: Agenda;
  readonly chance: Chance;
  readonly counters: Counters;
  /** Undefined where the server ends before it answers. */
  readonly handle: (request: HttpRequest) => Promise<Response | undefined>;
}

/** When whoever asks gives up. */
const patienceMs = 20_000;

export function openNetwork({ agenda, chance, counters, handle }: NetworkParts): Network {
  let underWay = 0;

  /** How long a message takes; undefined when it gets lost. */
  function travelMs({ quality, isDown }: Line): number | undefined {
    const [least, most] = quality.delayMs;
    // Most are fast, a few are very slow and come after later ones.
    const took = least + (most - least) * chance.random() ** 2;
    if (!isDown && !chance.likely(quality.lost)) return took;
    counters.count('dropped');
    return undefined;
  }

  function planLeg(line: Line, arrive: () => Promise<void>): void {
    const took = travelMs(line);
    if (took === undefined) return;
    underWay += 1;
    agenda.plan(took, async () => {
      underWay -= 1;
      if (!line.isDown) return arrive();
      counters.count('dropped');
    });
  }

  return {
    send(line, request, resume) {
      counters.count('requests');
      return new Promise((resolve, reject) => {
        let isOver = false;
        underWay += 1;
        const end = (how: () => void) => async (): Promise<void> => {
          if (isOver) return;
          isOver = true;
          underWay -= 1;
          giveUpNot();
          how();
          await resume();
        };
        const isKnownDown = line.isDown && chance.likely(0.5);
        const refused = end(() => reject(new Error('No answer')));
        const giveUpNot = agenda.plan(isKnownDown ? 10 : patienceMs, refused);
        const isTwice = chance.likely(line.quality.twice);
        if (isTwice) counters.count('duplicated');
        for (let time = isTwice ? 2 : 1; time > 0; time -= 1) {
          planLeg(line, async () => {
            const answer = await handle(request);
            if (answer !== undefined)
              planLeg(
                line,
                end(() => resolve(answer)),
              );
          });
        }
      });
    },
    tell: planLeg,
    underWay: () => underWay,
  };
}
