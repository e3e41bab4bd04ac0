// What every npm script calls: `node scripts/run.mjs NAME [arguments]`.
// Sets the project up where that is still to be done, then runs scripts/NAME.ts on the project's own Node.
// This file alone must parse on any Node that can load modules, so that an old one gets a sentence and no stack.
const oldestNodeMajor = 20;

if (Number(process.versions.node.split('.')[0]) < oldestNodeMajor) {
  console.error(
    `Admit needs Node.js ${oldestNodeMajor} or newer, and this is ${process.version}. Install a current one from https://nodejs.org and try again.`,
  );
  process.exit(1);
}

void import('./bootstrap.mjs').then(({ bootstrap }) => bootstrap(process.argv.slice(2)));
