/** The files of a passage store inside an index folder. */
export const storeFiles = {
  records: 'passages.jsonl',
  /** Where each record begins in `passages.jsonl`, and where the last one ends. */
  offsets: 'passages.offsets.f64',
  ids: 'passages.ids.u32',
  titles: 'passages.titles.u32',
} as const;
