import { describe, expect, it } from 'vitest';
import { aTicket, ticketId } from '../../../test/builders/facts.ts';
import type { Ticket } from '../../shared/ticket.ts';
import { findTickets } from './find-tickets.ts';
import { addTickets, buildIndex, finishIndex, growIndex } from './search-index.ts';

/** A guest whose id is the name, with nothing else to be found by. */
function named(name: string, facts: Partial<Ticket> = {}): Ticket {
  const {
    code: _code,
    orderCode: _orderCode,
    ...guest
  } = aTicket({ id: ticketId(name === '' ? 'unnamed' : name), name, ...facts });
  return { ...guest, ...facts };
}

const guests: readonly Ticket[] = [
  named('Jane Smith', {
    company: 'Acme & Sons',
    email: 'jsm@acme.com',
    phone: '+44 20 7946 0018',
    orderCode: 'ORD-10293',
  }),
  named('Smith, Anna-Lena', { email: 'lena.s@gmail.com', code: 'TK-9F3K-22AB' }),
  named('José María Núñez', { company: 'Zürich Événements' }),
  named('Jürgen Müller', { phone: '0170 1234567' }),
  named('Petra Mueller'),
  named('Đorđe Jovanović'),
  named('Łukasz Wiśniewski'),
  named('Nguyễn Thị Hồng'),
  named('Søren Ærø Jørgensen'),
  named('Åsa Strauß'),
  named('İrem Çağla Ağaoğlu'),
  named('Þóra Björnsdóttir'),
  named("Conan O'Brien"),
  named('Una O’Neill'),
  named('Jean-Luc Picard'),
  named('Ayesha Al Hassan'),
  named('Inés de la Cruz'),
  named('Ronald Mc Donald'),
  named('田中太郎'),
  named('王小明'),
  named('김민수'),
  named('박 지민'),
  named('ﾀﾅｶ ハナコ'),
  named('محمد أحمد'),
  named('שרה כֹּהֵן'),
  named('Νίκος Παπαδόπουλος'),
  named('Алёна Королёва'),
  named('Robert Gonzalez', { phone: '(555) 010-4477' }),
  named('Ed'),
  named('Mesut Öz'),
  named('Aylin Oez'),
  named('Joanna Roe', { email: 'ann@web.de' }),
  named('', { company: 'Umbrella', code: 'EB0000000017' }),
];
const index = buildIndex(guests);

function find(text: string): readonly string[] {
  return findTickets(index, text, 50).tickets;
}

describe('a guest is found', () => {
  it.each([
    ['by 1 letter', 'ﾀ', 'ﾀﾅｶ ハナコ'],
    ['by 1 letter', 'e', 'Ed'],
    ['by 2 letters', 'sm', 'Jane Smith'],
    ['by 3 letters', 'núñ', 'José María Núñez'],
    ['by the first name', 'jane', 'Jane Smith'],
    ['by the surname, then the first name', 'smith jane', 'Jane Smith'],
    ['by the first name, then the surname', 'jane smith', 'Jane Smith'],
    ['by the beginnings of both', 'sm ja', 'Jane Smith'],
    ['with a comma', 'Smith, Jane', 'Jane Smith'],
    ['whose list writes the surname first', 'anna smith', 'Smith, Anna-Lena'],
    ['with spaces around', '  smith   jane ', 'Jane Smith'],
    ['in capitals', 'SMITH', 'Jane Smith'],
    ['without accents', 'jose maria nunez', 'José María Núñez'],
    ['with accents', 'josé', 'José María Núñez'],
    ['with accents in two code points', 'nu\u0301n\u0303ez', 'José María Núñez'],
    ['without umlaut', 'muller', 'Jürgen Müller'],
    ['with the umlaut transcribed', 'mueller', 'Jürgen Müller'],
    ['transcribed on the list', 'Müller', 'Petra Mueller'],
    ['without đ and ć', 'dorde jovanovic', 'Đorđe Jovanović'],
    ['without ł and ś', 'lukasz wisn', 'Łukasz Wiśniewski'],
    ['without stacked accents', 'nguyen hong', 'Nguyễn Thị Hồng'],
    ['without ø and æ', 'soren aero jorgensen', 'Søren Ærø Jørgensen'],
    ['with ø transcribed', 'soeren', 'Søren Ærø Jørgensen'],
    ['short, transcribed', 'oez', 'Mesut Öz'],
    ['short, transcribed on the list', 'öz', 'Aylin Oez'],
    ['with ß as ss', 'strauss', 'Åsa Strauß'],
    ['with å transcribed', 'aasa', 'Åsa Strauß'],
    ['without the dot of İ and the tail of ğ', 'irem agaoglu', 'İrem Çağla Ağaoğlu'],
    ['without þ', 'thora', 'Þóra Björnsdóttir'],
    ['with an apostrophe', "o'brien", "Conan O'Brien"],
    ['with another apostrophe', 'O’Brien', "Conan O'Brien"],
    ['without the apostrophe', 'obrien', "Conan O'Brien"],
    ['with a space for the apostrophe', 'o neill', 'Una O’Neill'],
    ['by what follows the apostrophe', 'neill', 'Una O’Neill'],
    ['with a hyphen', 'jean-luc', 'Jean-Luc Picard'],
    ['with a space for the hyphen', 'jean luc', 'Jean-Luc Picard'],
    ['without the hyphen', 'jeanluc', 'Jean-Luc Picard'],
    ['with the hyphen just typed', 'jean-', 'Jean-Luc Picard'],
    ['by what follows the hyphen', 'luc', 'Jean-Luc Picard'],
    ['by a name written together', 'alhassan', 'Ayesha Al Hassan'],
    ['by a name written together', 'delacruz', 'Inés de la Cruz'],
    ['by a name written together', 'mcdonald', 'Ronald Mc Donald'],
    ['by company', 'acme', 'Jane Smith'],
    ['by company without accents', 'zurich even', 'José María Núñez'],
    ['by name and company', 'acme jane', 'Jane Smith'],
    ['by email', 'jsm@acme.com', 'Jane Smith'],
    ['by the beginning of an email', 'lena.s@gm', 'Smith, Anna-Lena'],
    ['by the email before the @', 'lena.s', 'Smith, Anna-Lena'],
    ['by an email that is within the name', 'ann', 'Joanna Roe'],
    ['by the email domain', 'acme.com', 'Jane Smith'],
    ['by order code', 'ORD-10293', 'Jane Smith'],
    ['by the beginning of an order code', 'ord-10', 'Jane Smith'],
    ['by order code without punctuation', 'ord10293', 'Jane Smith'],
    ['by the last digits of an order code', '0293', 'Jane Smith'],
    ['by ticket code', 'tk-9f3k-22ab', 'Smith, Anna-Lena'],
    ['by the beginning of a ticket code', 'TK9F', 'Smith, Anna-Lena'],
    ['by the last characters of a ticket code', '3K22AB', 'Smith, Anna-Lena'],
    ['by the last digits of a ticket code', '017', 'unnamed'],
    ['by the last 3 digits of a phone', '567', 'Jürgen Müller'],
    ['by the last 4 digits of a phone', '0018', 'Jane Smith'],
    ['by the last digits of a phone, spaced', '010 44 77', 'Robert Gonzalez'],
    ['by a whole phone number', '01701234567', 'Jürgen Müller'],
    ['by a phone number with a country code', '+49 170 123 45 67', 'Jürgen Müller'],
    ['by a phone number with punctuation', '(555) 010-4477', 'Robert Gonzalez'],
    ['by name and the last digits of a phone', 'smith 0018', 'Jane Smith'],
    ['by a Chinese surname', '王', '王小明'],
    ['by a Chinese given name', '小明', '王小明'],
    ['by a Japanese given name', '太郎', '田中太郎'],
    ['by a Japanese name in two words, either order', '太郎 田中', '田中太郎'],
    ['by half-width kana', 'ﾊﾅｺ', 'ﾀﾅｶ ハナコ'],
    ['by a Korean given name', '민수', '김민수'],
    ['by a syllable half composed', '기', '김민수'],
    ['by a Korean name written together', '박지민', '박 지민'],
    ['by an Arabic name without its hamza', 'احمد محمد', 'محمد أحمد'],
    ['by a Hebrew name without its points', 'כהן', 'שרה כֹּהֵן'],
    ['by a Greek name without its accent', 'ΠΑΠΑΔΟΠΟΥΛΟΣ νικος', 'Νίκος Παπαδόπουλος'],
    ['by a Cyrillic name with е for ё', 'королева алена', 'Алёна Королёва'],
    ['with a direction mark pasted along', '\u200fשרה', 'שרה כֹּהֵן'],
    ['with two letters swapped', 'simth', 'Jane Smith'],
    ['with the first letters swapped', 'msith', 'Jane Smith'],
    ['with a letter missing', 'gonzlez', 'Robert Gonzalez'],
    ['with a letter too many', 'gonzzalez', 'Robert Gonzalez'],
    ['with a wrong letter', 'gonsalez', 'Robert Gonzalez'],
    ['with a wrong last letter', 'smitj', 'Jane Smith'],
    ['with a typo in the first of two words', 'jnae smith', 'Jane Smith'],
    ['with a typo while still typing', 'wisneiw', 'Łukasz Wiśniewski'],
  ])('%s: %s', (_, text, guest) => {
    expect(find(text)).toContain(guest);
  });
});

describe('nobody is found', () => {
  it.each([
    ['with nothing typed', ''],
    ['with spaces only', '   '],
    ['with punctuation only', "'-.,@"],
    ['when one word fits nobody', 'smith zzz'],
    ['when the words fit different guests', 'jane picard'],
    ['by the middle of a word', 'nzalez'],
    ['by the ticket type', 'regular'],
    ['by the last label of an email domain', 'com'],
    ['with a typo in a word of 3 letters', 'jna'],
    ['with two typos', 'gozalze'],
    ['with a typo in a company', 'acem'],
    ['by 2 digits at the end of a phone', '18'],
    ['by the beginning of a phone', '0794'],
    ['by a code that only ends alike', '9910293'],
    ['by a phone number that only ends alike', '99104477'],
    ['with a wrong last letter in a beginning', 'gonzq'],
    ['by other, voiced kana', 'ﾊﾞﾅｺﾞ'],
    ['by a page pasted by mistake', 'lorem ipsum '.repeat(10_000)],
    ['by one endless word', 'x'.repeat(1_000_000)],
  ])('%s', (_, text) => {
    expect(findTickets(index, text, 50)).toEqual({ tickets: [], total: 0 });
  });
});

/** Who is found, in order, among guests given as name or as name with more facts. */
function ranked(text: string, list: readonly Ticket[], limit = 50): readonly string[] {
  return findTickets(buildIndex(list), text, limit).tickets;
}

describe('the best match comes first', () => {
  it.each([
    ['whole words before beginnings', 'ann', [named('Anna Ash'), named('Ann Zander')], ['Ann Zander', 'Anna Ash']],
    [
      'whole words however the list sets them off',
      'smith',
      [named('Smith, Zed'), named('Anna Smithers'), named('Zoe Smith')],
      ['Smith, Zed', 'Zoe Smith', 'Anna Smithers'],
    ],
    [
      'by all typed words',
      'ann lee',
      [named('Ann Leeson'), named('Anna Leeds'), named('Zoe Ann Lee')],
      ['Zoe Ann Lee', 'Ann Leeson', 'Anna Leeds'],
    ],
    ['beginnings before typos', 'martin', [named('Ada Matrin'), named('Zoe Martinez')], ['Zoe Martinez', 'Ada Matrin']],
    [
      'whole words with a typo before beginnings with a typo',
      'simth',
      [named('Ada Smithson'), named('Zoe Smith')],
      ['Zoe Smith', 'Ada Smithson'],
    ],
    [
      'swapped letters before other typos',
      'williasm',
      [named('Ada William'), named('Zoe Williams')],
      ['Zoe Williams', 'Ada William'],
    ],
    [
      'name, company, email, code, end of a code',
      'abc1',
      [
        named('Ada', { code: 'X-ABC1' }),
        named('Bea', { code: 'ABC1-X' }),
        named('Cleo', { email: 'abc12@web.de' }),
        named('Dora', { company: 'Abc1x Ltd' }),
        named('Abc1x Evans'),
      ],
      ['Abc1x Evans', 'Dora', 'Cleo', 'Bea', 'Ada'],
    ],
    ['first words before later ones', 'kim', [named('Ada Kim'), named('Kim Zander')], ['Kim Zander', 'Ada Kim']],
    [
      'then by name, accents aside, unnamed guests last',
      'acme',
      ['', 'Zoe', 'Émile', 'Frank', 'Eva'].map((name) => named(name, { company: 'Acme' })),
      ['Émile', 'Eva', 'Frank', 'Zoe', 'unnamed'],
    ],
    ['then as they came', 'ada', ['3', '1', '2'].map((id) => named('Ada', { id: ticketId(id) })), ['3', '1', '2']],
    [
      'a guest found in two ways stands where the better one belongs',
      'acme',
      [named('Ada', { company: 'Acme' }), named('Zoe Acme', { company: 'Acme', email: 'acme@acme.com' })],
      ['Zoe Acme', 'Ada'],
    ],
  ])('%s', (_, text, list, expected) => {
    expect(ranked(text, list)).toEqual(expected);
  });

  it('shows the limit and counts everybody', () => {
    const list = Array.from({ length: 300 }, (_, n) => named(`Ada ${String(n + 100)}`));
    const { tickets, total } = findTickets(buildIndex(list), 'ada', 3);
    expect(tickets).toEqual(['Ada 100', 'Ada 101', 'Ada 102']);
    expect(total).toBe(300);
  });

  it('forgives no typo when the name as typed is common', () => {
    const list = Array.from({ length: 10 }, (_, n) => named(`Maria ${String(n)}`));
    expect(ranked('maria', [...list, named('Mraia')])).toHaveLength(10);
    expect(ranked('maria', [...list.slice(1), named('Mraia')])).toContain('Mraia');
  });

  it('finds the same again and again', () => {
    const queries = ['smith', 'simth', 's', 'jane smith', 'nobody here', '0018', 'jean-luc'];
    const first = queries.map(find);
    expect(queries.map(find)).toEqual(first);
  });
});

describe('a later ticket of the same id', () => {
  const growing = growIndex();
  addTickets(growing, [named('Ana Ruiz', { phone: '555 1111' }), named('Ben Okafor')]);
  addTickets(growing, [named('Ana Ruiz', { name: 'Ana Lovelace', code: 'NEW-1', phone: '555 2222' })]);
  const replaced = finishIndex(growing);

  it.each([
    ['lovelace', ['Ana Ruiz']],
    ['new-1', ['Ana Ruiz']],
    ['2222', ['Ana Ruiz']],
    ['ana', ['Ana Ruiz']],
    ['ruiz', []],
    ['1111', []],
    ['okafor', ['Ben Okafor']],
  ])('replaces the earlier one: %s', (text, expected) => {
    expect(findTickets(replaced, text, 50)).toEqual({ tickets: expected, total: expected.length });
  });

  it('does not count twice', () => {
    expect(replaced.guests).toHaveLength(2);
  });
});
