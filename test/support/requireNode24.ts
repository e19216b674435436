/** npm scripts must run on the pinned Node; a skipped install script would silently fall back to the system's. */
export default function requireNode24(): void {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 24) {
    throw new Error(
      `Tests need Node 24, this is ${process.version}. Run them with "npm test" after "npm ci" (the devDependency "node" brings it).`,
    );
  }
}
