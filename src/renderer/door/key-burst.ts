/** A scanner that types is faster than this from key to key, on average; nobody types four keys so fast. */
const scannerMsPerKey = 30;
/** Keys further apart than this belong to different bursts, whatever the average. */
const pauseMs = 75;
const fewestKeys = 4;

/** Listens to keys to tell a scanner that types from a person. */
export interface KeyBurst {
  /** One printable character. `at` is when the key went down, in milliseconds. */
  press(character: string, at: number): void;
  /** A key that no scanner sends, such as an arrow: what follows is a new burst, what came before was typed. */
  interrupt(): void;
  /** The characters of the burst that Enter has just ended; undefined when a person typed. */
  end(at: number): string | undefined;
}

export function createKeyBurst(): KeyBurst {
  let characters = '';
  let firstAt = 0;
  let lastAt = Number.NEGATIVE_INFINITY;

  function interrupt(): void {
    characters = '';
    lastAt = Number.NEGATIVE_INFINITY;
  }

  return {
    interrupt,
    press(character, at) {
      if (at - lastAt > pauseMs) {
        characters = '';
        firstAt = at;
      }
      characters += character;
      lastAt = at;
    },
    end(at) {
      const burst = characters;
      const isFast = at - lastAt <= pauseMs && lastAt - firstAt < scannerMsPerKey * (burst.length - 1);
      interrupt();
      return burst.length >= fewestKeys && isFast ? burst : undefined;
    },
  };
}
