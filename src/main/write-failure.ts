import type { WriteFailure } from '../shared/bridge.ts';

const noSpaceCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** What to tell the page about a write that the file system refused. Names no path: those hold people's names. */
export function describeWriteFailure(error: unknown): WriteFailure {
  const { code, syscall } = errorFields(error);
  const detail = code === undefined ? 'unexpected error' : syscall === undefined ? code : `${code} (${syscall})`;
  return { ok: false, reason: code !== undefined && noSpaceCodes.has(code) ? 'full' : 'failed', detail };
}

/** The system's name for an error (`ENOENT`, `ENOSPC`), where it has one. */
export function errorCode(error: unknown): string | undefined {
  return errorFields(error).code;
}

function errorFields(error: unknown): { readonly code?: string; readonly syscall?: string } {
  if (!(error instanceof Error)) return {};
  return {
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    ...('syscall' in error && typeof error.syscall === 'string' && { syscall: error.syscall }),
  };
}
