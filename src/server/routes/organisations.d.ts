import * as v from 'valibot';
import { type ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
/** For whoever runs the server, with the operator's key in place of a token. */
export declare const createOrganisationRoute: {
    readonly method: 'POST';
    readonly path: '/v1/organisations';
    readonly request: v.ObjectSchema<{
        readonly name: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.TrimAction, v.MinLengthAction<string, 1, undefined>, v.MaxLengthAction<string, 200, undefined>]>;
    }, undefined>;
    readonly reply: v.ObjectSchema<{
        readonly serverAt: v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, -62135596800000, "Not in the years 1 to 9999">, v.MaxValueAction<number, 253402300799999, "Not in the years 1 to 9999">]>;
        readonly organisation: v.ObjectSchema<{
            readonly id: v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.UuidAction<string, undefined>, v.BrandAction<string, "OrganisationId">]>;
            readonly name: v.StringSchema<undefined>;
        }, undefined>;
        readonly code: v.StringSchema<undefined>;
        readonly expiresAt: v.SchemaWithPipe<readonly [v.NumberSchema<undefined>, v.IntegerAction<number, undefined>, v.MinValueAction<number, -62135596800000, "Not in the years 1 to 9999">, v.MaxValueAction<number, 253402300799999, "Not in the years 1 to 9999">]>;
    }, undefined>;
};
export declare function serveOrganisations(app: ServerApp, service: Service): void;
