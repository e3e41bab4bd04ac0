import { Button, Checkbox } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { Policy } from '../../shared/credit/policy.ts';
import { chargedFor } from '../../shared/credit/price-list.ts';
import classes from './organisation.module.css';
import { words } from './organisation-words.ts';
import { PriceListView } from './price-list-view.tsx';

interface PolicyCardProps {
  readonly policy: Policy;
  readonly isChosen: boolean;
  /** While the choice is looked through, it stays as it is. */
  readonly isLocked: boolean;
  readonly onToggle: () => void;
}

/** A policy to choose, and its price list to read, chosen or not. */
export function PolicyCard({ policy, isChosen, isLocked, onToggle }: PolicyCardProps) {
  const [isOpen, setOpen] = useState(false);
  const pricesId = useId();
  return (
    <li className={classes['policy']} data-chosen={isChosen}>
      <div className={classes['head']}>
        <Checkbox
          className={classes['pick'] ?? ''}
          size="md"
          label={policy.name}
          description={words.charges(chargedFor(policy))}
          checked={isChosen}
          disabled={isLocked}
          onChange={onToggle}
        />
        <Button
          variant="subtle"
          aria-expanded={isOpen}
          aria-controls={pricesId}
          aria-label={`${isOpen ? words.hidePrices : words.showPrices}: ${policy.name}`}
          rightSection={<IconChevronDown size="1.1rem" aria-hidden className={classes['chevron']} />}
          onClick={() => setOpen((was) => !was)}
        >
          {words.showPrices}
        </Button>
      </div>
      <div id={pricesId}>{isOpen && <PriceListView policy={policy} />}</div>
    </li>
  );
}
