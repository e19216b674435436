import type { Cell, Column, Table } from '../tables/table.ts';
import { escapeHtml } from './escapeHtml.ts';

/** A table with caption, heading cells and its notes; wide ones scroll by themselves. */
export function tableHtml(table: Pick<Table, 'title' | 'caption' | 'columns' | 'rows' | 'notes'>): string {
  const caption = table.caption === '' ? '' : `<p>${escapeHtml(table.caption)}</p>`;
  return [
    `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(table.title)}"><table>`,
    `<caption><strong>${escapeHtml(table.title)}</strong>${caption}</caption>`,
    `<thead><tr>${table.columns.map(headHtml).join('')}</tr></thead><tbody>`,
    ...table.rows.map(
      (row) => `<tr>${row.map((cell, at) => cellHtml(cell, table.columns[at], at)).join('')}</tr>`,
    ),
    '</tbody></table></div>',
    ...table.notes.map((note) => `<p class="warning">${escapeHtml(note)}</p>`),
  ].join('\n');
}

function headHtml({ label, name, align }: Column): string {
  const title = name === label.toLowerCase() ? '' : ` title="${escapeHtml(name)}"`;
  return `<th scope="col"${align === 'right' ? ' class="n"' : ''}${title}>${escapeHtml(label)}</th>`;
}

function cellHtml(cell: Cell, column: Column | undefined, at: number): string {
  const classes = [column?.align === 'right' ? 'n' : '', cell.mark ?? ''].filter((name) => name !== '');
  const signs = `${cell.significant === true ? '†' : ''}${cell.incomplete === true ? ' ‡' : ''}`;
  const detail = cell.detail === undefined ? '' : `<span class="ci">${escapeHtml(cell.detail)}</span>`;
  const [open, close] = at === 0 ? ['th scope="row"', 'th'] : ['td', 'td'];
  const attribute = classes.length === 0 ? '' : ` class="${classes.join(' ')}"`;
  return `<${open}${attribute}><span>${escapeHtml(cell.text)}</span>${signs}${detail}</${close}>`;
}
