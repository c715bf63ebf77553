import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type SourceFile, sourceFiles } from './source-files';

/** What a pure function cannot know: the clock, chance, the process, the network, the screen. */
const impure = new Set([
  ...['Date', 'process', 'console', 'globalThis', 'fetch', 'crypto', 'performance', 'Buffer', 'window', 'document'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'require', 'navigator', 'localStorage'],
]);

/** Date and Intl turn an instant into a marketplace day there; no clock is read: `new Date()` needs an argument. */
const mayConvertTime = (path: string): boolean => path.startsWith('src/domain/calendar/');

/** True where the identifier is the name of a member (`order.process`, `{ document: 1 }`), not a variable. */
function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return (
    (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isMethodSignature(parent)) &&
    parent.name === node
  );
}

function readsClock(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0;
  return ts.isPropertyAccessExpression(node) && node.getText() === 'Date.now';
}

/** Names that the file gives to values of its own: a measuring `window` is not the browser's. */
function declaredNames(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const isDeclaration = ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node);
    if (isDeclaration && ts.isIdentifier(node.name)) names.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

function findImpurities({ path, text }: SourceFile): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const own = declaredNames(source);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    if (ts.isIdentifier(node) && impure.has(node.text) && !own.has(node.text) && !isMemberName(node)) {
      if (node.text !== 'Date' || !mayConvertTime(path)) found.push(`${path}:${line} ${node.text}`);
    }
    if (ts.isPropertyAccessExpression(node) && node.getText() === 'Math.random')
      found.push(`${path}:${line} Math.random`);
    if (readsClock(node)) found.push(`${path}:${line} reads the clock`);
    if (ts.isAwaitExpression(node)) found.push(`${path}:${line} await`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const of = (path: string, text: string): string[] => findImpurities({ path, text });

describe('the domain', () => {
  const files = sourceFiles('src/domain', ['.ts', '.tsx']);

  it('is there, in TypeScript without JSX', () => {
    expect(files.length).toBeGreaterThan(40);
    expect(files.filter((file) => file.path.endsWith('.tsx'))).toEqual([]);
  });

  it.each(files.map((file) => [file.path, file] as const))('%s is pure', (_path, file) => {
    expect(findImpurities(file)).toEqual([]);
  });

  it('would be caught reading the clock, chance or the process', () => {
    expect(of('src/domain/a.ts', 'export const a = Date.now();')).toContain('src/domain/a.ts:1 reads the clock');
    expect(of('src/domain/calendar/a.ts', 'export const a = new Date();')).toEqual([
      'src/domain/calendar/a.ts:1 reads the clock',
    ]);
    expect(of('src/domain/a.ts', 'export const a = Math.random();')).toEqual(['src/domain/a.ts:1 Math.random']);
    expect(of('src/domain/a.ts', 'export const a = process.env.X;')).toEqual(['src/domain/a.ts:1 process']);
    expect(of('src/domain/a.ts', 'export const a = { process: 1 }.process;')).toEqual([]);
  });
});
