import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guestListFormats, recognise } from './recognise.ts';

/** Headers as the systems write them, whole or as their variants. */
const headers: readonly (readonly [id: string, what: string, header: string])[] = [
  [
    'pretix',
    'with every column',
    'Order code,Attendee name,Attendee name: Given name,Product,Price,Checked in,Checked out,Automatically checked in,Paid,Secret,E-mail,Phone number,Company,Voucher code,Order date,Order time,Requires special attention,Comment,Seat ID,Seat name',
  ],
  [
    'pretix',
    'of an older version, without secrets',
    'Order code,Attendee name,Product,Price,Checked in,Automatically checked in,E-mail,Company,Voucher code,Order date,Requires special attention,Comment',
  ],
  [
    'pretix',
    'in German',
    'Bestellnummer,Name des Teilnehmers,Produkt,Preis,Eingecheckt,Ausgecheckt,Automatisch eingecheckt,E-Mail,Firma,Gutscheincode,Bestelldatum,Benötigt besondere Behandlung,Kommentar',
  ],
  [
    'pretix',
    'in French',
    'Code de commande,Nom du participant,Produit,Tarif,Enregistré,Sorti,Enregistré automatiquement,E-mail,Société,Bon de réduction,Date de commande',
  ],
  [
    'pretix',
    'in Spanish',
    'Código de la orden,Nombre del asistente,Producto,Precio,Registrado,Salida,Registrado automáticamente,Correo electrónico,Compañía,Cupón,Fecha de la orden',
  ],
  [
    'eventbrite',
    'of the United States',
    'Order #,Order Date,First Name,Last Name,Email,Quantity,Price Tier,Ticket Type,Attendee #,Group,Order Type,Currency,Total Paid,Fees Paid,Eventbrite Fees,Eventbrite Payment Processing,Attendee Status,Home Address 1',
  ],
  [
    'eventbrite',
    'of the United Kingdom',
    'Order no.,Order Date,First Name,Surname,Email,Quantity,Ticket Type,Attendee no.,Order Type,Total Paid,Eventbrite Fees,Attendee Status,Home Address 1',
  ],
  [
    'tito',
    'with every column',
    'Number,Ticket Created Date,Ticket,Ticket Full Name,Ticket First Name,Ticket Last Name,Ticket Email,Ticket Company Name,Ticket Phone Number,Event,Void Status,Price,Ticket Reference,Tags,Unique Ticket URL,Unique Order URL,Order Reference,Order Name,Order Email',
  ],
  [
    'luma',
    'with every column',
    'api_id,name,first_name,last_name,email,phone_number,created_at,approval_status,checked_in_at,custom_source,qr_code_url,amount,amount_tax,amount_discount,currency,coupon_code,ticket_type_id,ticket_name',
  ],
  [
    'luma',
    'of a newer version',
    '\ufeffguest_id,name,email,created_at,approval_status,checked_in_at,qr_code_url,ticket_name',
  ],
  [
    'meetup',
    'after the event',
    'Name,Attendance,User ID,Title,Event Host,RSVP,Guests,RSVPed on,Joined Group on,URL of Member Profile',
  ],
  [
    'meetup',
    'before the event',
    'Name,User ID,Title,Event Host,RSVP,Guests,RSVPed on,Joined Group on,URL of Member Profile',
  ],
  [
    'alfio',
    'with every column',
    'ID,Category,Event,Status,OriginalPrice,PaidPrice,Discount,VAT,ReservationID,Full Name,First Name,Last Name,E-Mail,Locked,Language',
  ],
  ['alfio', 'with some columns', 'ID,Status,PaidPrice,ReservationID,Full Name'],
  ['guest-manager', 'with a whole name', 'Name,Ticket Name,Email'],
  ['guest-manager', 'with a split name', 'First Name,Last Name,Ticket Name,Email,Table'],
  ['guest-manager', 'of tickets without contacts', 'Ticket Name,Ticket Email,Ticket Type,Barcode'],
  [
    'hi-events',
    'of an older version',
    'ID,First Name,Last Name,Email,Status,Is Checked In,Checked In At,Ticket ID,Event ID,Public ID,Short ID,Created Date,Last Updated Date',
  ],
  [
    'hi-events',
    'of a newer version',
    'ID,First Name,Last Name,Email,Status,Check Ins,Product ID,Product Name,Event ID,Public ID,Short ID,Created Date,Last Updated Date,Notes',
  ],
];

describe('a header is recognised as its system, and as no other', () => {
  test.each(headers)('%s %s', (id, _, header) => {
    const recognisedBy = guestListFormats.filter((format) => format.recognises(header.split(','))).map((f) => f.id);
    expect(recognisedBy).toEqual([id]);
  });

  test('whatever the case and the space around its titles', () => {
    for (const [id, , header] of headers) {
      const titles = header.split(',').map((title) => ` ${title.toUpperCase()}  `);
      expect(recognise(titles)?.id).toBe(id);
    }
  });

  test('in any order of its columns, with questions of the organiser among them; pretix keeps its order', () => {
    const movable = headers.filter(([id]) => id !== 'pretix');
    const shuffled = fc.constantFrom(...movable).chain(([id, , header]) => {
      const titles = [...header.split(','), 'T-shirt size', 'Where did you hear of us, and when?'];
      return fc.shuffledSubarray(titles, { minLength: titles.length }).map((columns) => ({ id, columns }));
    });
    fc.assert(
      fc.property(shuffled, ({ id, columns }) => {
        expect(recognise(columns)?.id).toBe(id);
      }),
    );
  });
});

test.each([
  'Name,Email',
  'First Name,Last Name,Email,Company',
  'Vorname,Nachname,E-Mail',
  'ID,Name,Status,Price',
  'Order #,Total,Status',
  'Ticket Name,Price',
  'Order code,Attendee name,Product,Price,Secret,E-mail,Order date',
  '',
])('the header %j is no system’s', (header) => {
  expect(recognise(header.split(','))).toBeUndefined();
});
