import { RagstoneError } from '../errors.ts';

/**
 * The key of a server, from the environment variable that the experiment names.
 * @throws RagstoneError `usage` when there is none, or it cannot be sent
 */
export function serverKey(
  key: { readonly env: string } | undefined,
  environment: NodeJS.ProcessEnv,
): string | undefined {
  if (key === undefined) return undefined;
  const value = environment[key.env]?.trim();
  if (value === undefined || value === '') {
    throw new RagstoneError(
      'usage',
      `The environment variable ${key.env} holds no key: set it, or leave \`key\` out.`,
      { input: key.env },
    );
  }
  if (!/^[\x21-\x7e]+$/.test(value)) {
    throw new RagstoneError('usage', `The key in ${key.env} holds characters that cannot be sent.`, {
      input: key.env,
    });
  }
  return value;
}
