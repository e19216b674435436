import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

import { realData } from '../../support/realData.ts';

/** A whole JSON file of the real data, `.gz` or plain. */
export function realJson(relative: string): unknown {
  return JSON.parse(text(relative));
}

/** The records of a JSON Lines file of the real data. Only line feeds end a record: texts hold U+2028 and the like. */
export function realJsonLines(relative: string): readonly unknown[] {
  return text(relative)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

function text(relative: string): string {
  const bytes = readFileSync(realData(relative));
  return (relative.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}
