import { Document } from '@langchain/core/documents';

/** A few pages as LangChain's loaders give them. */
export const documents: readonly Document[] = [
  ['berlin', 'Berlin', 'the capital of germany lies on the river spree'],
  ['paris', 'Paris', 'the capital of france lies on the river seine'],
  ['rome', 'Rome', 'the capital of italy lies on the river tiber'],
  ['oslo', 'Oslo', 'the capital of norway lies at the end of a fjord'],
  ['emmental', 'Emmental', 'a cheese with holes from the valley of the river emme'],
].map(
  ([id, title, pageContent]) => new Document({ pageContent: pageContent ?? '', metadata: { id, title } }),
);

export const never = new AbortController().signal;
