import { describe, expect, test } from 'vitest';
import type { ColumnMapping } from './mapped.ts';
import { suggestMapping } from './suggest-mapping.ts';

describe('the columns of an unknown list are guessed from their titles', () => {
  test.each<[header: string, mapping: ColumnMapping]>([
    ['Name,Email', { fullName: 0, email: 1 }],
    [
      'First name,Last name,E-mail,Company,Ticket type,Plus ones',
      { firstName: 0, lastName: 1, email: 2, company: 3, ticketType: 4, companions: 5 },
    ],
    [
      'Barcode,Guest,Order number,Price,Currency,Paid,Notes',
      { code: 0, fullName: 1, orderCode: 2, price: 3, currency: 4, paid: 5, note: 6 },
    ],
    ['ticket_code;guest_name;checked_in_at;status', { code: 0, fullName: 1, checkedIn: 2, status: 3 }],
    [
      'Vorname;Nachname;E-Mail-Adresse;Firma;Ticketart;Bezahlt;Bemerkungen',
      { firstName: 0, lastName: 1, email: 2, company: 3, ticketType: 4, paid: 5, note: 6 },
    ],
    ['Name;Vorname;Telefon;Kategorie', { lastName: 0, firstName: 1, phone: 2, ticketType: 3 }],
    [
      'Prénom;Nom;Courriel;Société;Type de billet;Accompagnants',
      { firstName: 0, lastName: 1, email: 2, company: 3, ticketType: 4, companions: 5 },
    ],
    ['Nom;Courriel;Montant;Statut', { fullName: 0, email: 1, price: 2, status: 3 }],
    [
      'Nombre;Apellidos;Correo electrónico;Teléfono;Empresa;Tipo de entrada',
      { firstName: 0, lastName: 1, email: 2, phone: 3, company: 4, ticketType: 5 },
    ],
    ['Nombre;Importe;Comentarios', { fullName: 0, price: 1, note: 2 }],
    ['Your e-mail address,Your company or school,Full name', { fullName: 2, email: 0, company: 1 }],
    ['VIP,Valid from,Valid until,QR code', { attention: 0, validFrom: 1, validUntil: 2, code: 3 }],
    ['Colour,Shoe size', {}],
  ])('%s', (header, mapping) => {
    expect(suggestMapping(header.split(/[,;]/), [])).toEqual(mapping);
  });
});

test('a column of addresses is the e-mail column whatever its title', () => {
  const rows = [
    ['Ana', 'ana@example.com'],
    ['Ben', ''],
    ['Chloé', 'chloe@example.fr'],
  ];
  expect(suggestMapping(['Name', 'How can we reach you?'], rows)).toEqual({ fullName: 0, email: 1 });
  expect(suggestMapping(['Name', 'Handle'], [['Ana', '@ana']])).toEqual({ fullName: 0 });
});
