/** Structured notes of what happened. Never holds tokens, codes, or what people sent. */
export interface Log {
    debug(fields: object, message: string): void;
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
}
