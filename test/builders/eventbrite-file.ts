/** What an Eventbrite attendee report says about one guest. */
export interface EventbriteRow {
  readonly order: string;
  readonly attendee: string;
  readonly first: string;
  readonly last: string;
  readonly email: string;
  readonly type: string;
  /** What the ticket cost; free by default. */
  readonly paid: string;
  readonly status: string;
}

const header =
  'Order #,Order Date,First Name,Last Name,Email,Quantity,Price Tier,Ticket Type,Attendee #,Group,Order Type,Currency,' +
  'Total Paid,Fees Paid,Eventbrite Fees,Eventbrite Payment Processing,Attendee Status';

export function anEventbriteRow(number: number, facts: Partial<EventbriteRow> = {}): EventbriteRow {
  return {
    order: String(7_000_000 + Math.ceil(number / 2)),
    attendee: String(900_000 + number),
    first: 'Guest',
    last: `Number ${String(number)}`,
    email: `guest${String(number)}@example.org`,
    type: 'General Admission',
    paid: '0.00',
    status: 'Attending',
    ...facts,
  };
}

export function eventbriteRows(count: number): readonly EventbriteRow[] {
  return Array.from({ length: count }, (_, index) => anEventbriteRow(index + 1));
}

export function eventbriteFile(rows: readonly EventbriteRow[], name = 'attendees.csv'): File {
  const lines = rows.map(({ order, attendee, first, last, email, type, paid, status }) =>
    [
      order,
      '2026-10-01 10:00:00',
      first,
      last,
      email,
      1,
      '',
      type,
      attendee,
      '',
      'Eventbrite Completed',
      'EUR',
      paid,
      0,
      0,
      0,
      status,
    ].join(','),
  );
  return new File([[header, ...lines].join('\n')], name, { type: 'text/csv' });
}
