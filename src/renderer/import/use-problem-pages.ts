import { useCallback, useRef, useState } from 'react';
import type { RowProblem } from '../../shared/guest-list/format.ts';
import type { ImportDesk } from './import-desk.ts';

const pageSize = 200;

interface ProblemPages {
  /** Undefined until it has been fetched. */
  readonly problemAt: (index: number) => RowProblem | undefined;
  /** Fetches what is missing between these two problems, both included. */
  readonly fetchRange: (first: number, last: number) => void;
}

/** The problems of a file, fetched from its reader page by page as they come into sight. */
export function useProblemPages(desk: ImportDesk, total: number): ProblemPages {
  const [pages, setPages] = useState<ReadonlyMap<number, readonly RowProblem[]>>(new Map());
  const asked = useRef(new Set<number>());
  const fetchRange = useCallback(
    (first: number, last: number) => {
      const lastPage = Math.floor(Math.min(last, total - 1) / pageSize);
      for (let page = Math.floor(first / pageSize); page <= lastPage; page += 1) {
        if (asked.current.has(page)) continue;
        asked.current.add(page);
        desk.problems(page * pageSize, pageSize).then(
          (problems) => setPages((known) => new Map(known).set(page, problems)),
          // The file has left the desk, and this list with it.
          () => undefined,
        );
      }
    },
    [desk, total],
  );
  return {
    problemAt: (index) => pages.get(Math.floor(index / pageSize))?.[index % pageSize],
    fetchRange,
  };
}
