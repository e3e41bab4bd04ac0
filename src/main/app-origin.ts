/** Everything the window shows comes from here, never from a file or the network. */
export const appScheme = 'app';
const appHost = 'admit';
export const appOrigin = `${appScheme}://${appHost}`;

/** Whether the address belongs to the app's own pages. */
export function isAppAddress(address: string): boolean {
  const url = parseAddress(address);
  return url?.protocol === `${appScheme}:` && url.host === appHost;
}

/** Undefined where the text is no address. */
export function parseAddress(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}
