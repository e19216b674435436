/** The public surface of `ragstone/langchain`, by hand. It needs `@langchain/core`; nothing else of Ragstone does. */

export { engineFromVectorStore } from './engineFromVectorStore.ts';
export type { OpenedVectorStore, VectorStoreEngine } from './engineFromVectorStore.ts';
export { fromLangChainEmbeddings } from './fromLangChainEmbeddings.ts';
export type { LangChainEmbeddingsIdentity } from './fromLangChainEmbeddings.ts';
export { fromLangChainModel } from './fromLangChainModel.ts';
export type { LangChainModelIdentity } from './fromLangChainModel.ts';
export { fromLangChainRetriever } from './fromLangChainRetriever.ts';
export type { LangChainRetrieverOptions } from './fromLangChainRetriever.ts';
export { fromLangChainVectorStore } from './fromLangChainVectorStore.ts';
export type { LangChainVectorStoreOptions } from './fromLangChainVectorStore.ts';
export type { LangChainIdentity } from './langChainIdentity.ts';
export { methodFromRunnable } from './methodFromRunnable.ts';
export type { RunnableMethodOptions } from './methodFromRunnable.ts';
export type { LangChainModel, ModelParameters } from './modelParameters.ts';
export type { DocumentMapping } from './passageOf.ts';
export { toRunnable } from './toRunnable.ts';
export type { RunnableOptions } from './toRunnable.ts';
