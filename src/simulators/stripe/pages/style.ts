/** The look of the hosted pages: the product's own tokens, cut down to what two forms need. */
export const STYLE = `
@font-face { font-family: "Instrument Sans"; src: url("/_simulator-assets/instrument-sans.woff2") format("woff2"); font-weight: 400 700; font-display: swap; }
:root {
  color-scheme: light dark;
  --canvas: light-dark(#ffffff, #0e1416); --raised: light-dark(#ffffff, #161e20); --sunken: light-dark(#f5f7f7, #12191b);
  --line: light-dark(#e4e9e9, #1d2729); --line-strong: light-dark(#c2cbcc, #3b484b); --control: light-dark(#7b888b, #5f6d70);
  --text: light-dark(#161e20, #edf0f0); --text-2: light-dark(#526063, #a9b4b6); --text-3: light-dark(#5f6d70, #8b989b);
  --accent: light-dark(#0e5e6a, #74b5bd); --accent-hover: light-dark(#0b4b55, #a3ced3); --on-accent: light-dark(#ffffff, #090d0f);
  --accent-soft: light-dark(#e8f3f4, #0c2b31);
  --owed: light-dark(#a92f26, #f0968a); --owed-soft: light-dark(#fcf1ef, #2d1514); --held: light-dark(#855c0b, #dcb65a); --held-soft: light-dark(#faf4e4, #28200f);
  --focus: light-dark(#227a86, #74b5bd);
}
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; background: var(--canvas); color: var(--text); font: 400 0.875rem/1.375rem "Instrument Sans", ui-sans-serif, system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; word-spacing: .05em; -webkit-text-size-adjust: 100%; }
h1, h2, p, ul, dl, dd, fieldset { margin: 0; padding: 0; border: 0; }
a { color: var(--accent); font-weight: 500; text-underline-offset: .2em; }
.notice { background: var(--held-soft); color: var(--text); border-bottom: 1px solid var(--line); }
.notice p { max-width: 60rem; margin: 0 auto; padding: .625rem 1.25rem; font-size: .8125rem; line-height: 1.25rem; text-wrap: pretty; }
.notice strong { color: var(--held); font-weight: 600; }
main { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; display: grid; gap: 2.5rem 3.5rem; grid-template-columns: minmax(0, 7fr) minmax(0, 5fr); align-items: start; }
main.narrow { max-width: 30rem; grid-template-columns: minmax(0, 1fr); }
.head { grid-column: 1 / -1; display: grid; gap: .25rem; }
.head p { color: var(--text-2); text-wrap: pretty; max-width: 60ch; }
h1 { font-size: 1.375rem; line-height: 1.75rem; font-weight: 600; letter-spacing: -.012em; text-wrap: balance; }
h2 { font-size: 1rem; line-height: 1.5rem; font-weight: 600; }
.sheet { border-top: 1px solid var(--text); padding-top: .75rem; display: grid; gap: 1.125rem; }
form { display: grid; gap: 1.125rem; }
.field { display: grid; gap: .25rem; align-content: start; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; align-items: start; }
label { font-weight: 500; font-size: .8125rem; line-height: 1.25rem; }
.hint { color: var(--text-3); font-size: .75rem; line-height: 1rem; }
input { width: 100%; height: 2.75rem; padding: 0 .75rem; border: 1px solid var(--control); border-radius: 6px; background: var(--raised); color: var(--text); font: inherit; font-size: 1rem; font-variant-numeric: tabular-nums lining-nums; }
input::placeholder { color: var(--text-3); opacity: 1; }
input:focus-visible, button:focus-visible, a:focus-visible, summary:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 6px; }
input[aria-invalid="true"] { border-color: var(--owed); }
.wrong { color: var(--owed); font-size: .8125rem; line-height: 1.25rem; }
.refused { border: 1px solid var(--owed); background: var(--owed-soft); border-radius: 6px; padding: .75rem 1rem; display: grid; gap: .25rem; }
.refused strong { color: var(--owed); font-weight: 600; }
.refused:focus { outline: 2px solid var(--focus); outline-offset: 2px; }
.buttons { display: grid; gap: .75rem; }
button, .button { height: 2.75rem; padding: 0 1.25rem; border-radius: 6px; border: 1px solid var(--control); background: var(--raised); color: var(--text); font: inherit; font-weight: 600; cursor: pointer; display: inline-flex; align-items: center; justify-content: center; text-decoration: none; transition: background-color 120ms cubic-bezier(.2, 0, 0, 1); }
button:hover, .button:hover { background: var(--sunken); }
.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.primary:hover { background: var(--accent-hover); border-color: var(--accent-hover); }
.plain { border-color: transparent; background: none; color: var(--accent); }
dl { display: grid; grid-template-columns: auto 1fr; }
dt, dd { padding: .5rem 0; border-bottom: 1px solid var(--line); }
dt { color: var(--text-2); padding-right: 1.5rem; }
dd { text-align: right; font-variant-numeric: tabular-nums lining-nums; overflow-wrap: anywhere; }
.figure { font-weight: 600; }
.cards { width: 100%; border-collapse: collapse; font-size: .8125rem; line-height: 1.25rem; }
.cards caption { text-align: left; color: var(--text-2); padding-bottom: .5rem; }
.cards th { text-align: left; font-weight: 500; color: var(--text-2); font-size: .75rem; padding: 0 0 .25rem; border-bottom: 1px solid var(--line-strong); }
.cards td { padding: .4375rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.cards td:first-child { white-space: nowrap; font-variant-numeric: tabular-nums lining-nums; padding-right: 1rem; }
.cards td:last-child { color: var(--text-2); }
code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .8125rem; overflow-wrap: anywhere; }
@media (max-width: 45rem) { main { grid-template-columns: minmax(0, 1fr); padding-top: 1.5rem; gap: 2rem; } h1 { font-size: 1.25rem; } }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
@media (prefers-contrast: more) { :root { --line: var(--line-strong); --text-2: var(--text); --text-3: var(--text); } }
`;
