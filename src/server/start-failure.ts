import type { Settings } from './settings.ts';

/** Why the server does not start, and what to do, for people. */
export function describeStartFailure(
  error: unknown,
  { HOST: host, PORT: port }: Pick<Settings, 'HOST' | 'PORT'>,
): string {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return `Another program uses port ${String(port)} already. End that one, or choose another port with --port or PORT.`;
    case 'EACCES':
      return `This user may not listen on port ${String(port)}. Choose one from 1024 on with --port or PORT.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}. Choose another one with --host or HOST: 0.0.0.0 stands for all.`;
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

/** Of what went wrong while listening; what the database could not do has words of its own. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return '';
  return error.syscall === 'listen' || error.syscall === 'getaddrinfo' ? String(error.code) : '';
}
