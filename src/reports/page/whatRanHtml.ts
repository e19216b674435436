import { canonicalJson } from '../../io/canonicalJson.ts';
import type { Manifest, ManifestDataset } from '../../ports/manifest.ts';
import { sha256 } from '../../io/sha256.ts';
import { count, left, percent, right, text } from '../tables/cells.ts';
import type { Cell } from '../tables/table.ts';
import { escapeHtml } from './escapeHtml.ts';
import { modelFacts } from './modelFacts.ts';
import { tableHtml } from './tableHtml.ts';

/** What ran, on what, with what: everything that decides the numbers. */
export function whatRanHtml(manifest: Manifest): string {
  return [
    '<section id="what-ran"><h2>What ran</h2>',
    facts(manifest),
    tableHtml({
      title: 'Systems',
      caption: 'Fidelity: how the method stands to what is published.',
      columns: [
        left('System'),
        left('Method'),
        left('Fidelity'),
        left('Fit'),
        left('Roles'),
        left('Settings'),
        left('Settings hash'),
      ],
      rows: manifest.systems.map(
        ({ id, method, summary, opaque, fidelity, fit, roles, settings, settingsHash, source, budget }) => [
          text(id),
          text(`${method}: ${summary}${opaque === true ? ' (opaque: only its whole time is known)' : ''}`),
          text(fidelity),
          text(fit.fits === 'full' ? 'full' : `${fit.fits}: ${fit.because}`),
          text(pairs(roles)),
          text(canonicalJson({ source, settings, budget })),
          text(settingsHash.slice(0, 12)),
        ],
      ),
      notes: [],
    }),
    tableHtml({
      title: 'Datasets',
      caption: '',
      columns: [
        left('Dataset'),
        left('Split'),
        left('Sample'),
        right('Questions'),
        left('Ids sha256'),
        left('Records sha256'),
        left('Corpus'),
        right('Gold in corpus %'),
      ],
      rows: manifest.datasets.map(datasetRow),
      notes: [],
    }),
    `<details><summary>Scorers, environments, retrievers, models, files</summary>${details(manifest)}</details></section>`,
  ].join('\n');
}

function facts(manifest: Manifest): string {
  const { machine, git } = manifest;
  const rows: readonly (readonly [string, string])[] = [
    ['Run', `${manifest.id} (${manifest.status})`],
    ['Started', manifest.started],
    ['Finished', manifest.finished ?? 'not yet'],
    ['Experiment', manifest.experimentHash],
    [
      'Ragstone',
      `${manifest.version}${git === undefined ? '' : `, commit ${git.commit}${git.dirty ? ' with changes' : ''}`}`,
    ],
    ['Seed, repeats', `${manifest.seed}, ${manifest.repeats}`],
    ['Concurrency', `${manifest.concurrency} in flight`],
    [
      'Machine',
      `${machine.cpu}, ${machine.cores} cores, ${(machine.memoryBytes / 2 ** 30).toFixed(1)} GiB, ${machine.platform} ${machine.arch}, Node ${machine.node}`,
    ],
    ['Device of models', machine.device],
  ];
  return `<dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl>`;
}

function datasetRow({
  id,
  name,
  split,
  setting,
  purpose,
  sample,
  ids,
  sha256: hash,
  corpus,
}: ManifestDataset): readonly Cell[] {
  const seed = sample.seed === undefined ? '' : `, seed ${sample.seed}`;
  return [
    text(id === name ? id : `${id} (${name})`),
    text(`${[split, setting].filter((part) => part !== undefined).join(', ')} (${purpose})`),
    text(`${sample.kind}${sample.n === undefined ? '' : ` ${sample.n}`}${seed}`),
    count(ids.length),
    text(sha256(canonicalJson(ids)).slice(0, 12)),
    text(hash.slice(0, 12)),
    text(
      corpus === undefined
        ? 'none'
        : `${corpus.name}, ${corpus.passages} passages, ${corpus.sha256.slice(0, 12)}`,
    ),
    percent(corpus?.goldShare ?? null),
  ];
}

function details(manifest: Manifest): string {
  const { datasets, environments, retrievers } = manifest;
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ...datasets.map(({ id, scorers }) => [`Scorers of ${id}`, scorers] as const),
    [
      'Environments',
      environments.map(
        ({ id, summary, changes, on }) =>
          `${id}: ${summary} (changes ${changes}${on === undefined ? '' : `, seen by the ${on}`})`,
      ),
    ],
    [
      'Retrievers',
      retrievers.map(
        ({ id, dataset, environment, fingerprint }) =>
          `${id} on ${dataset}, ${environment}: ${pairs(fingerprint)}`,
      ),
    ],
    ...modelFacts(manifest),
    ...datasets.map(
      ({ id, files }) =>
        [`Files of ${id}`, files.map(({ name, bytes }) => `${name}, ${bytes} bytes`)] as const,
    ),
  ];
  return lists
    .filter(([, items]) => items.length > 0)
    .map(
      ([name, items]) =>
        `<h4>${escapeHtml(name)}</h4><ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`,
    )
    .join('\n');
}

function pairs(values: Readonly<Record<string, string | number>>): string {
  const shown = Object.entries(values).map(([name, value]) => `${name} ${value}`);
  return shown.length === 0 ? 'none' : shown.join(', ');
}
