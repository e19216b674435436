/** A file that data is read from: one on disk, or a member of a folder or an archive. */
export interface SourceFile {
  /** Path inside the folder or archive, with `/`; the base name where it was opened by itself. */
  readonly name: string;
  /** How errors call it: the path as the user gave it, with the member's name after it. */
  readonly label: string;
  /** Where it lies on disk, for formats that are read at random; absent inside an archive. */
  readonly path?: string;
  /**
   * Streams the content, unwrapped from gzip whatever the name says.
   * @throws RagstoneError `bad-file` when it cannot be read or is cut short; the signal's reason when aborted.
   */
  bytes(signal: AbortSignal): AsyncIterable<Buffer>;
}
