import { drawingSVG, qrcode } from 'bwip-js/generic';

/** An SVG of the text's QR code, with the quiet zone that readers need. */
export function drawQr(text: string): string {
  return qrcode({ bcid: 'qrcode', text, padding: 4, scale: 4 }, drawingSVG());
}
