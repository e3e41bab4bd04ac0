import { useEffect, useState } from 'react';
import classes from './laptops.module.css';

interface QrCodeProps {
  readonly text: string;
  /** What it is, for whoever does not see it. */
  readonly label: string;
}

/** Dark on light in both colour schemes: not every reader takes the reverse. */
export function QrCode({ text, label }: QrCodeProps) {
  const [svg, setSvg] = useState<string>();
  useEffect(() => {
    let isCurrent = true;
    async function draw(): Promise<void> {
      // Large and seldom needed: read when it is.
      const { drawQr } = await import('./draw-qr.ts');
      if (isCurrent) setSvg(drawQr(text));
    }
    void draw();
    return () => {
      isCurrent = false;
    };
  }, [text]);
  if (svg === undefined) return <div className={classes['qr']} aria-busy />;
  return <img className={classes['qr']} alt={label} src={`data:image/svg+xml,${encodeURIComponent(svg)}`} />;
}
