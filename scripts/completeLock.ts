import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * npm leaves optional packages for other platforms out of the lock where the registry at hand does not have them, and
 * `npm ci` then misses them. This adds them, as far as a name and an exact version tell: run it by hand after each
 * change of dependencies (`node scripts/completeLock.ts`).
 */
interface Locked {
  readonly version?: string;
  readonly optional?: boolean;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(await readFile('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
const { packages } = lock;
const operatingSystems: Readonly<Record<string, string>> = { mac: 'darwin', win: 'win32' };

for (const [at, { dev, optionalDependencies = {} }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const known = `node_modules/${name}` in packages || `${at}/node_modules/${name}` in packages;
    if (known) continue;
    if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${at} wants ${name}@${version}: no exact version.`);
    packages[`node_modules/${name}`] = {
      version,
      ...(await platformOf(name, version)),
      ...(dev === true && { dev }),
      optional: true,
    };
    console.log(`added ${name}@${version}`);
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
await writeFile('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);

/** What the registry says of the package, else what its name says: `linux-riscv64`, `mac-arm64-metal`. */
async function platformOf(name: string, version: string): Promise<Readonly<Record<string, unknown>>> {
  const fields = ['dist.integrity', 'os', 'cpu', 'libc', 'license', 'engines'];
  const asked = promisify(execFile)('npm', ['view', `${name}@${version}`, '--json', ...fields]);
  const told = await asked.catch(() => undefined);
  if (told !== undefined && told.stdout.trim() !== '') {
    const { 'dist.integrity': integrity, ...rest } = JSON.parse(told.stdout) as Record<string, unknown>;
    return { ...rest, ...(integrity !== undefined && { integrity }) };
  }
  const [os = '', cpu = ''] = name.replace(/^.*\//, '').split('-');
  return { cpu: [cpu], os: [operatingSystems[os] ?? os] };
}
