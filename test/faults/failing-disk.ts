import { findHandleMethods } from './handle-methods.ts';

/** While `work` runs, these calls on open files fail with an input/output error, as on a dying disk. */
export async function withFailing<Result>(
  calls: readonly ('datasync' | 'truncate' | 'write')[],
  work: () => Promise<Result>,
): Promise<Result> {
  const methods = await findHandleMethods();
  const { datasync, truncate, write } = methods;
  const originals = { datasync, truncate, write };
  for (const call of calls) {
    methods[call] = () => Promise.reject(Object.assign(new Error('EIO: i/o error'), { code: 'EIO', syscall: call }));
  }
  try {
    return await work();
  } finally {
    for (const call of calls) methods[call] = originals[call];
  }
}
