import { describe, expect, test } from 'vitest';
import { faultOf } from '../../../src/backends/fault.ts';
import { serverSaid } from '../../../src/backends/http/serverSaid.ts';
import { statusFault } from '../../../src/backends/http/statusFault.ts';

describe('how servers say that a prompt is too long', () => {
  test.each([
    [
      'vLLM',
      400,
      '{"error":{"message":"This model\'s maximum context length is 4096 tokens. However, the model\'s context length is only 4096 tokens. Please reduce the length of the input prompt."}}',
    ],
    [
      'SGLang',
      400,
      '{"object":"error","message":"The input (9 tokens) is longer than the model\'s context length (8 tokens)."}',
    ],
    [
      'SGLang, asked for too much',
      400,
      '{"error":{"message":"Requested token count exceeds the model\'s maximum context length of 8 tokens."}}',
    ],
    [
      'llama-server',
      400,
      '{"error":{"code":400,"message":"request (9 tokens) exceeds the available context size (8 tokens), try increasing it","type":"exceed_context_size_error"}}',
    ],
    [
      'llama-server, embedding',
      500,
      '{"error":{"message":"input (9 tokens) is too large to process. increase the physical batch size (current batch size: 8)"}}',
    ],
    [
      'Ollama',
      400,
      '{"error":"the prompt is longer than the context length currently available to the model; shorten it"}',
    ],
    ['Ollama, embedding', 400, '{"error":"the input length exceeds the context length"}'],
    ['TGI', 422, '{"error":"`inputs` must have less than 8 tokens. Given: 9","error_type":"validation"}'],
    [
      'TGI, asked for too much',
      422,
      '{"error":"`inputs` tokens + `max_new_tokens` must be <= 8. Given: 9","error_type":"validation"}',
    ],
  ])('%s', (_server, status, body) => {
    expect(statusFault('x', status, undefined, body).code).toBe('context-overflow');
  });

  test('other limits are not taken for it', () => {
    const failure = statusFault('x', 400, undefined, '{"error":{"message":"temperature must be <= 2"}}');
    expect(faultOf(failure)?.fault).toBe('refused');
  });
});

describe('what the server said', () => {
  test.each([
    ['{"error":{"message":"a\\nb"}}', 'a b'],
    ['{"error":"text","error_type":"x"}', 'text'],
    ['{"message":"flat"}', 'flat'],
    ['{"detail":"here"}', 'here'],
    ['<html>long page</html>', 'a page of HTML'],
    ['plain', 'plain'],
    ['', ''],
    ['{"other":1}', '{"other":1}'],
  ])('in %j is %j', (body, said) => {
    expect(serverSaid(body)).toBe(said);
  });

  test('is cut when it is long', () => {
    expect(serverSaid('x'.repeat(1000))).toHaveLength(301);
  });
});
