import * as v from 'valibot';
import { enrolmentSchema } from './bridge.ts';
import { enrolmentCodeSchema } from './wire.ts';

/** What a laptop needs to know to enrol: which server to ask, and the code that an organiser made there. */
export interface EnrolLink {
  /** Such as `https://sync.example.org` or `http://192.168.1.20:7380`, without a slash at its end. */
  readonly server: string;
  /** Eight letters and digits, upper case. */
  readonly code: string;
}

const start = 'admit://enrol?';

/** The link to click or to put into a QR code. */
export function formatEnrolLink({ server, code }: EnrolLink): string {
  return `${start}server=${encodeURIComponent(server)}&code=${encodeURIComponent(code)}`;
}

/**
 * Reads such a link, or a server's address and a code as people type them: `192.168.1.20:7380 k7qm-3xvd`. Undefined where
 * the text is neither, or where the server is to be reached by anything but HTTP.
 */
export function readEnrolLink(text: string): EnrolLink | undefined {
  const trimmed = text.trim();
  const found = trimmed.toLowerCase().startsWith(start) ? readLink(trimmed) : readPair(trimmed);
  const server = found && readServer(found.server);
  const code = v.safeParse(enrolmentCodeSchema, found?.code);
  return server !== undefined && code.success ? { server, code: code.output } : undefined;
}

function readLink(link: string): EnrolLink | undefined {
  const fields = new Map(link.slice(start.length).split('&').map(readField));
  const server = fields.get('server');
  const code = fields.get('code');
  return server === undefined || code === undefined ? undefined : { server, code };
}

function readField(field: string): readonly [string, string | undefined] {
  const [name = '', ...rest] = field.split('=');
  return [name, decode(rest.join('='))];
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function readPair(text: string): EnrolLink | undefined {
  const [, server, code] = /^(\S+?)[\s,;]+(.+)$/s.exec(text) ?? [];
  return server === undefined || code === undefined ? undefined : { server, code };
}

/** Scheme, host (a name, an IPv4 address or an IPv6 address in brackets), port, path; no account, query or fragment. */
const addressPattern =
  /^(?:(?<scheme>https?):\/\/)?(?<host>[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::(?<port>\d{1,5}))?(?<path>(?:\/[\w.~-]+)*)\/*$/i;

function readServer(text: string): string | undefined {
  const { scheme, host, port, path = '' } = addressPattern.exec(text)?.groups ?? {};
  if (host === undefined || Number(port ?? 1) < 1 || Number(port ?? 1) > 65_535) return undefined;
  const place = `${host.toLowerCase()}${port === undefined ? '' : `:${port}`}${path}`;
  const server = `${scheme?.toLowerCase() ?? usualScheme(host)}://${place}`;
  // Some names are addresses by half, such as `a.0`.
  return v.is(enrolmentSchema.entries.server, server) ? server : undefined;
}

/** Servers in the venue's own network have no certificates; all others do. */
function usualScheme(host: string): 'http' | 'https' {
  const near = /^(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\[)|\.local$/i;
  return near.test(host) ? 'http' : 'https';
}
