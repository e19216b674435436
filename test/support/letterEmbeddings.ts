import { Embeddings } from '@langchain/core/embeddings';

/** Counts letters: texts with the same letters are near each other. Vectors are not of length 1. */
export class LetterEmbeddings extends Embeddings {
  constructor() {
    super({});
  }

  async embedQuery(text: string): Promise<number[]> {
    const vector = Array.from({ length: 27 }, () => 0.01);
    for (const letter of text.toLowerCase()) {
      const code = letter.charCodeAt(0) - 97;
      const at = code >= 0 && code < 26 ? code : 26;
      vector[at] = (vector[at] ?? 0) + 1;
    }
    return vector;
  }

  embedDocuments(texts: string[]): Promise<number[][]> {
    return Promise.all(texts.map((text) => this.embedQuery(text)));
  }
}
