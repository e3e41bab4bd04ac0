import { createHash } from 'node:crypto';
import { serve } from '../answer.ts';
import { documentationPage, pageStyle } from '../documentation-page.ts';
import { describeApi, describeEndpoints } from '../openapi.ts';
import type { ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';

const styleHash = createHash('sha256').update(pageStyle).digest('base64');
const pagePolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** What can be asked of the server, for programs and for people. */
export function serveDocumentation(app: ServerApp, service: Service): void {
  let description: object | undefined;

  serve(app, service, { method: 'GET', path: '/openapi.json' }, [], async (context) => {
    description ??= describeApi();
    return context.json(description);
  });

  serve(app, service, { method: 'GET', path: '/docs' }, [], async (context) => {
    const page = await context.html(documentationPage(describeEndpoints()));
    page.headers.set('content-security-policy', pagePolicy);
    return page;
  });
}
