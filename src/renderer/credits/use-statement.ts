import { useState } from 'react';
import { derive } from '../ledger/derive.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { useLedger } from '../ledger/use-ledger.ts';
import { type Names, namesOf } from './names.ts';
import { followBooks, openStatement, type Statement } from './statement.ts';

/** The statement, kept up with the log: what has been read once is not read again. */
export function useStatement(ledger: Ledger): Statement {
  const [statement] = useState(() => openStatement(ledger.books.credits.policies));
  useLedger(ledger, ({ books }) => {
    followBooks(statement, books);
    return books.head;
  });
  return statement;
}

/** What ids are called, looked up anew when another event is opened or its guests change. */
export function useNames(ledger: Ledger): Names {
  const [readNames] = useState(createNamesReader);
  return useLedger(ledger, readNames);
}

function createNamesReader(): (ledger: Ledger) => Names {
  return derive((ledger) => [ledger.event(), ledger.event()?.revision], namesOf);
}
