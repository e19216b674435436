import { describeBackend } from '../../conformance/backend.ts';
import { sharedTiny } from '../../support/gguf/openTiny.ts';

const tiny = sharedTiny();
describeBackend('llama.cpp in process', {
  open: () => tiny().server.open('tiny'),
  timed: () => tiny().server.open('tiny'),
  control: '[Retrieval]',
  watch: ['[Relevant]', '[Irrelevant]'],
  choose: ['yes', 'no'],
});
