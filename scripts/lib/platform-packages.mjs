const systems = ['android', 'darwin', 'freebsd', 'linux', 'win32', 'openharmony'];
const processors = ['arm64', 'x64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32'];

/**
 * @typedef {{ version?: string, optional?: boolean, dev?: boolean, license?: string,
 *   optionalDependencies?: Record<string, string> }} LockEntry
 */

/** @param {string} name @param {readonly string[]} words */
const partOf = (name, words) => words.find((word) => name.includes(`-${word}`) || name.includes(`/${word}`));

/**
 * Entries that the lock file should have and has not: programs of packages for other platforms. npm drops those that a
 * registry does not offer at the moment, and `npm ci` then refuses the file, on every platform.
 * @param {Record<string, LockEntry>} packages `packages` of package-lock.json
 * @returns {Record<string, object>} path -> entry
 */
export function missingPlatformPackages(packages) {
  /** @type {Record<string, object>} */
  const missing = {};
  for (const [path, owner] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
      if (packages[`node_modules/${name}`] !== undefined || packages[`${path}/node_modules/${name}`] !== undefined)
        continue;
      const os = partOf(name, systems);
      const cpu = partOf(name, processors);
      const libc = name.includes('musl') ? 'musl' : os === 'linux' && name.includes('gnu') ? 'glibc' : undefined;
      missing[`node_modules/${name}`] = {
        version,
        ...(cpu === undefined ? {} : { cpu: [cpu] }),
        ...(owner.dev === true ? { dev: true } : {}),
        ...(libc === undefined ? {} : { libc: [libc] }),
        ...(owner.license === undefined ? {} : { license: owner.license }),
        optional: true,
        ...(os === undefined ? {} : { os: [os] }),
      };
    }
  }
  return missing;
}
