/**
 * The tables, as statements that each bring them one version further. Append, never edit: a database may be at any of
 * them. Each table is keyed by organisation first, so that an engine that distributes can do so by that.
 */
export const migrations: readonly string[] = [
  `
  create table organisations (
    id uuid primary key,
    name text not null,
    created_at bigint not null,
    -- Ed25519, in hexadecimal: signs leases.
    private_key text not null,
    public_key text not null,
    -- The end of the log. Whoever adds to the log locks this row, so that positions have no gaps.
    position bigint not null default 0,
    chain text not null default repeat('0', 64),
    -- The credit account at that position, as JSON; empty before the first row.
    account text not null default ''
  );

  create table devices (
    organisation_id uuid not null references organisations,
    id uuid not null,
    name text not null,
    role text not null,
    -- Null: all events.
    events uuid[],
    -- Names under which its journal recorded before.
    former uuid[] not null,
    token_hash text not null,
    enrolled_at bigint not null,
    seen_at bigint,
    revoked_at bigint,
    wipe boolean not null default false,
    primary key (organisation_id, id)
  );
  create unique index devices_by_token on devices (organisation_id, token_hash);

  -- Looked up before anybody knows the organisation, so by the code's hash.
  create table codes (
    code_hash text primary key,
    organisation_id uuid not null references organisations,
    name text not null,
    role text not null,
    events uuid[],
    expires_at bigint not null,
    used_at bigint
  );

  create table operations (
    organisation_id uuid not null references organisations,
    position bigint not null,
    id uuid not null,
    -- Which laptop sent it, and its place in that laptop's journal.
    device_id uuid not null,
    device_seq bigint not null,
    kind text not null,
    event_id uuid,
    -- What has to be read together to settle one of them: a ticket on a list, a subject, an action and its voids.
    group_key text,
    -- JSON: the operation as it was accepted, and what it posted to the credit ledger.
    operation text not null,
    entries text not null,
    chain text not null,
    primary key (organisation_id, position)
  );
  create unique index operations_by_id on operations (organisation_id, id);
  create index operations_by_seq on operations (organisation_id, device_id, device_seq);
  create index operations_by_group on operations (organisation_id, group_key) where group_key is not null;
  create index imports on operations (organisation_id, event_id) where kind = 'importTickets';

  -- Entries that are no charges or reversals and that a later posting has to know: the ends of lots.
  create table expiries (
    organisation_id uuid not null references organisations,
    id text not null,
    lot text not null,
    entry text not null,
    primary key (organisation_id, id)
  );
  create index expiries_by_lot on expiries (organisation_id, lot);

  create table parked (
    organisation_id uuid not null references organisations,
    id bigint generated always as identity,
    device_id uuid not null,
    device_seq bigint not null,
    operation_id uuid,
    reason text not null,
    detail text not null,
    parked_at bigint not null,
    resolved_at bigint,
    operation text not null,
    -- The same thing sent again is parked once.
    content_hash text not null,
    primary key (organisation_id, id)
  );
  create unique index parked_by_content on parked (organisation_id, device_id, content_hash);

  create table segments (
    organisation_id uuid not null references organisations,
    hash text not null,
    tickets integer not null,
    bytes bytea not null,
    primary key (organisation_id, hash)
  );

  -- Guests whom the guest list itself counted in: what a check-in finds depends on it. By segment: which import holds
  -- is decided when a ticket is settled.
  create table arrivals (
    organisation_id uuid not null references organisations,
    segment_hash text not null,
    ticket_id text not null,
    list_id uuid not null,
    arrived_at bigint not null,
    primary key (organisation_id, segment_hash, ticket_id)
  );
  create index arrivals_by_ticket on arrivals (organisation_id, ticket_id);

  create table alarms (
    organisation_id uuid not null references organisations,
    id bigint generated always as identity,
    device_id uuid not null,
    raised_at bigint not null,
    content text not null,
    primary key (organisation_id, id)
  );
  `,
  `
  -- How far a hub and the server above it know of each other.
  create table relays (
    organisation_id uuid primary key references organisations,
    server text not null,
    -- The name under which the hub is enrolled above: rows that came from there carry it.
    device_id uuid not null,
    -- Every row of the log here up to this position has been answered for above.
    pushed bigint not null,
    -- How much of the log above has been taken in here.
    pulled bigint not null,
    pulled_chain text not null,
    forwarded_at bigint
  );
  `,
  `
  -- Which tickets a segment holds: of several that hold one, the last decides whether its guest has arrived.
  alter table segments add column ticket_ids text[] not null default '{}';
  `,
];
