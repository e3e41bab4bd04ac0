import { IconChevronDown } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { Cost } from '../../shared/credit/cost.ts';
import { creditsText } from '../ui/number-text.ts';
import classes from './what-if.module.css';
import { returnedText, timesText, typeText, unmeteredText, words } from './what-if-words.ts';

interface CostRowProps {
  readonly name: string;
  readonly note?: string;
  readonly isCheapest?: boolean;
  readonly cost: Cost;
  /** What is to be bought, in words. */
  readonly missing: readonly string[];
  readonly fee: string;
  readonly bundles: readonly string[];
  readonly money: string;
}

/** What one plan comes to; opens to the rules that made it so. */
export function CostRow({ name, note, isCheapest = false, cost, missing, fee, bundles, money }: CostRowProps) {
  const [isOpen, setOpen] = useState(false);
  const rulesId = useId();
  return (
    <>
      <tr data-cheapest={isCheapest}>
        <th scope="row">
          <button
            type="button"
            className={classes['opener']}
            aria-expanded={isOpen}
            aria-controls={rulesId}
            title={words.rules}
            onClick={() => setOpen((was) => !was)}
          >
            <IconChevronDown size="1.1rem" aria-hidden />
            <span>
              {name} {note !== undefined && <small>{note}</small>}
            </span>
          </button>
          {isCheapest && <span className={classes['cheapest']}>{words.cheapest}</span>}
        </th>
        <td>
          <Stack lines={cost.credits.length === 0 ? [words.none] : cost.credits.map(typeText)} />
        </td>
        <td>{fee}</td>
        <td>
          <Stack lines={bundles} />
        </td>
        <td className={classes['money']}>{money}</td>
      </tr>
      <tr id={rulesId} hidden={!isOpen} className={classes['rules']}>
        <td colSpan={5}>{isOpen && <Rules cost={cost} missing={missing} />}</td>
      </tr>
    </>
  );
}

function Stack({ lines }: { readonly lines: readonly string[] }) {
  return lines.map((line) => (
    <span key={line} className={classes['line']}>
      {line}
    </span>
  ));
}

function Rules({ cost: { credits, lines, unmetered }, missing }: Pick<CostRowProps, 'cost' | 'missing'>) {
  const notes = [
    ...credits.filter(({ returned }) => returned > 0).map(returnedText),
    ...missing,
    ...(unmetered > 0 ? [unmeteredText(unmetered)] : []),
  ];
  return (
    <>
      <ul className={classes['ruleLines']}>
        {lines.map((line) => (
          <li key={`${line.type} ${line.words}`}>
            <span>{line.words}</span>
            <span>{timesText(line)}</span>
            <span>{creditsText(line.credits, credits.find(({ type }) => type.id === line.type)?.type)}</span>
          </li>
        ))}
      </ul>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </>
  );
}
