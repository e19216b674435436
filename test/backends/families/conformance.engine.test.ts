import { describeBackend } from '../../conformance/backend.ts';
import { sharedServed } from '../../support/engineServer/sharedServed.ts';
import { familyServers } from '../../support/modelServer/familyServers.ts';
import { openToy } from '../../support/modelServer/openToy.ts';
import { teiServer } from '../../support/modelServer/tei.ts';

const engine = sharedServed();

for (const [kind, server] of Object.entries(familyServers)) {
  describeBackend(`${kind} with a real model`, {
    open: async () => (await openToy(server(engine().served))).server.open('tiny'),
    timed: async () => (await openToy(server(engine().served), {}, { firstToken: true })).server.open('tiny'),
    control: '[Retrieval]',
    // What the tiny model is most likely to say behind the suite's prompt.
    watch: [' com', 'di'],
    ...(kind !== 'openai' && { choose: ['yes', 'no'] }),
  });
}
describeBackend('tei with a real model', {
  open: async () => (await openToy(teiServer(engine().served))).server.open('tiny'),
});
