import { html, raw } from 'hono/html';
import type { Endpoint } from './openapi.ts';

/** The page's only style sheet; its hash stands in the page's content security policy. */
export const pageStyle = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin: 2.5rem 0 0.25rem; font-size: 1.05rem; }
code { font: 0.95em ui-monospace, monospace; }
.method { display: inline-block; min-width: 3.5rem; font-weight: 700; }
p { margin: 0.25rem 0; }
summary { cursor: pointer; }
pre { overflow: auto; max-height: 30rem; padding: 0.75rem; border: 1px solid color-mix(in srgb, currentcolor 25%, transparent); border-radius: 6px; }
`;

/** Not a part of the page's template, whose white space a formatter may change: its hash would be another. */
const styleElement = raw(`<style>${pageStyle}</style>`);

const bearerWords = {
  none: 'Anybody may ask.',
  device: 'Asked with a laptop’s token.',
  operator: 'Asked with the operator’s key.',
} as const satisfies Record<Endpoint['bearer'], string>;

/** What can be asked of the server, for people. Everything is escaped; there is no script. */
export function documentationPage(endpoints: readonly Endpoint[]) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Admit sync server</title>
        ${styleElement}
      </head>
      <body>
        <h1>Admit sync server</h1>
        <p>What laptops and programs can ask of this server. <a href="/openapi.json">The same for programs</a>.</p>
        ${endpoints.map(
          ({ name, method, path, words, bearer, request, reply }) => html`
            <h2 id="${name}"><span class="method">${method}</span> <code>${path}</code></h2>
            <p>${words} ${bearerWords[bearer]}</p>
            ${schemaDetails('What is sent', request)} ${schemaDetails('What comes back', reply)}
          `,
        )}
      </body>
    </html>`;
}

function schemaDetails(words: string, schema: object | undefined) {
  if (schema === undefined) return '';
  return html`<details>
    <summary>${words}</summary>
    <pre>${JSON.stringify(schema, null, 2)}</pre>
  </details>`;
}
