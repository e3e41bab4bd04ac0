import type { WriteFailure } from '../shared/bridge.ts';

const noSpaceCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** What to tell the page about a write that the file system refused. Names no path: those hold people's names. */
export function describeWriteFailure(error: unknown): WriteFailure {
  const { code, syscall } = errorFields(error);
  const detail = code === undefined ? 'unexpected error' : syscall === undefined ? code : `${code} (${syscall})`;
  return { ok: false, reason: code !== undefined && noSpaceCodes.has(code) ? 'full' : 'failed', detail };
}

/** What the task resolves with, or undefined when the file or folder it asks for is not there. */
export async function unlessMissing<Result>(task: Promise<Result>): Promise<Result | undefined> {
  try {
    return await task;
  } catch (error) {
    if (errorFields(error).code === 'ENOENT') return undefined;
    throw error;
  }
}

function errorFields(error: unknown): { readonly code?: string; readonly syscall?: string } {
  if (!(error instanceof Error)) return {};
  return {
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    ...('syscall' in error && typeof error.syscall === 'string' && { syscall: error.syscall }),
  };
}
