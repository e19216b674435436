import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// A child process: an OpenAI-compatible server that answers each call after the milliseconds of its first argument.
const latency = Number(process.argv[2]);
const answer = JSON.stringify({
  id: 'x',
  object: 'chat.completion',
  choices: [
    { index: 0, message: { role: 'assistant', content: 'The answer is forty-two.' }, finish_reason: 'stop' },
  ],
  usage: { prompt_tokens: 1000, completion_tokens: 7, total_tokens: 1007 },
});
const models = JSON.stringify({
  object: 'list',
  data: [{ id: 'stub', object: 'model', created: 0, owned_by: 'stub' }],
});

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    const isChat = request.url === '/v1/chat/completions';
    const body = isChat ? answer : models;
    setTimeout(
      () => {
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        });
        response.end(body);
      },
      isChat ? latency : 0,
    );
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', 1024, () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
