import type { TicketDraft } from '../../shared/ticket.ts';

const hourMs = 3_600_000;

const free = { fee: 'none', price: { minor: 0, currency: 'EUR' } } as const;

/**
 * One guest for everything that can happen at a door and for every kind of name: the demo's first tickets, GALA-0001
 * and on. `now` is in UTC milliseconds.
 */
export function showcaseGuests(now: number): readonly (Partial<TicketDraft> & Pick<TicketDraft, 'name'>)[] {
  const hour = Math.floor(now / hourMs) * hourMs;
  return [
    { name: 'Ana Ruiz', ticketType: 'Sponsor guest', company: 'Northwind Media', ...free },
    { name: 'Oliver Smith' },
    {
      name: 'Dr. Beatriz Sequeira',
      ticketType: 'VIP',
      attention: true,
      note: 'Keynote speaker: take her to the green room',
    },
    { name: 'Jürgen Böhm', status: 'canceled' },
    { name: 'Chloé Lefèvre', paid: false },
    { name: 'Chidi Okafor', ticketType: 'Friends of the house', status: 'unapproved', ...free },
    { name: 'Rosie Walker', status: 'blocked' },
    {
      name: 'Łukasz Wiśniewski',
      ticketType: 'Afternoon pass',
      validFromAt: hour - 6 * hourMs,
      validUntilAt: hour - hourMs,
    },
    {
      name: 'Priya Sharma',
      ticketType: 'After-party pass',
      validFromAt: hour + 3 * hourMs,
      validUntilAt: hour + 9 * hourMs,
    },
    {
      name: 'Maximilian Alexander Freiherr von und zu Hohenstein-Wolkersdorf auf Burg Rabeneck',
      ticketType: 'VIP',
      attention: true,
    },
    {
      name: 'Πηνελόπη Παπαδοπούλου',
      ticketType: 'Sponsor guest',
      company: 'The Ancient and Honourable Company of Lighting Designers, Riggers and Stagehands',
      ...free,
    },
    { name: '山田 花子', ticketType: 'Press', company: '夕刊タイムズ', ...free },
    { name: '김민준', ticketType: 'Press', ...free },
    { name: 'محمد عبد الرحمن', ticketType: 'Sponsor guest', company: 'Harbour Brewing Co.', ...free },
    { name: 'נועה לוי' },
    { name: 'Олександра Шевченко' },
    { name: 'Björk', ticketType: 'Crew', note: 'Sound check at once, stage left', ...free },
    { name: '', plusOneOf: 'Ana Ruiz', ticketType: 'Sponsor guest', company: 'Northwind Media', ...free },
    // Two tickets, one code: the door asks who is here.
    { name: 'Mia Kim', code: 'GALA-TWIN' },
    { name: 'Max Kim', code: 'GALA-TWIN' },
  ];
}
