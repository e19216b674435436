const longest = 300;

/**
 * The server's own words in an error body, in one line: servers nest them under `error`, or give `error`, `message`
 * or `detail` at the top (`dialects`: vLLM, llama-server and OpenAI nest; SGLang, TEI and Ollama are flat).
 */
export function serverSaid(body: string): string {
  const text = found(parsed(body)) ?? (/^\s*</.test(body) ? 'a page of HTML' : body);
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

function found(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const { error, message, detail } = value as Readonly<Record<string, unknown>>;
  return found(error) ?? found(message) ?? found(detail);
}
