import type { Endpoint } from './openapi.ts';
/** The page's only style sheet; its hash stands in the page's content security policy. */
export declare const pageStyle = "\n:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }\nbody { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }\nh2 { margin: 2.5rem 0 0.25rem; font-size: 1.05rem; }\ncode { font: 0.95em ui-monospace, monospace; }\n.method { display: inline-block; min-width: 3.5rem; font-weight: 700; }\np { margin: 0.25rem 0; }\nsummary { cursor: pointer; }\npre { overflow: auto; max-height: 30rem; padding: 0.75rem; border: 1px solid color-mix(in srgb, currentcolor 25%, transparent); border-radius: 6px; }\n";
/** What can be asked of the server, for people. Everything is escaped; there is no script. */
export declare function documentationPage(endpoints: readonly Endpoint[]): Promise<import("hono/utils/html").HtmlEscapedString> | import("hono/utils/html").HtmlEscapedString;
