const LIGHT = `
  --paper: #fcfbf8; --raised: #ffffff; --ink: #23211d; --soft: #635e55; --rule: #ddd8cd; --accent: #7a4b00;
  --best: #f6ecd2; --warn: #8a1f11; --warn-paper: #fbeae6; color-scheme: light;
  --series-0: #1f5d8c; --series-1: #d98200; --series-2: #3f8a5c; --series-3: #b2433c; --series-4: #7a5aa6;
  --series-5: #8a6d3b; --series-6: #c46aa0; --series-7: #5b6770; --series-8: #9a9a21; --series-9: #2a9db0;`;

const DARK = `
  --paper: #17181a; --raised: #1f2023; --ink: #e9e6df; --soft: #a8a398; --rule: #3a3a3d; --accent: #e3b35c;
  --best: #3a331f; --warn: #ffb4a6; --warn-paper: #3b211d; color-scheme: dark;
  --series-0: #6cb0e4; --series-1: #f2ab43; --series-2: #74c295; --series-3: #ec837b; --series-4: #b79ae0;
  --series-5: #cbad77; --series-6: #e79cc8; --series-7: #a3b0ba; --series-8: #cfcf62; --series-9: #64cfe0;`;

/** The report's style sheet. Colours are variables, which the charts read too. */
export const style = `
:root { --font: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;${LIGHT} }
@media (prefers-color-scheme: dark) { :root:not(.printing) {${DARK} } }
@media print { :root {${LIGHT} } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 var(--font); }
header, nav, main, footer { max-width: 76rem; margin: 0 auto; padding: 0 1.5rem; }
header { padding-top: 3rem; }
h1 { font-size: 2rem; line-height: 1.2; font-weight: 650; letter-spacing: -.015em; margin: 0 0 .4rem; overflow-wrap: anywhere; }
h2 { font-size: 1.5rem; line-height: 1.25; font-weight: 650; letter-spacing: -.01em; margin: 3.5rem 0 .3rem;
  padding-top: 1.2rem; border-top: 3px solid var(--accent); overflow-wrap: anywhere; }
h3 { font-size: 1.1rem; font-weight: 650; margin: 2.4rem 0 .3rem; }
p { margin: .4rem 0 .8rem; max-width: 48rem; }
.soft, figcaption p, caption p { color: var(--soft); font-size: .875rem; line-height: 1.45; }
.brand { color: var(--accent); font-size: .8rem; font-weight: 650; letter-spacing: .09em; text-transform: uppercase; margin: 0 0 .5rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: 1.2rem 0 0; padding: 0; }
a { color: var(--accent); text-underline-offset: .15em; }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.warning { background: var(--warn-paper); color: var(--warn); border-left: 4px solid var(--warn); padding: .6rem 1rem;
  margin: .8rem 0; max-width: none; border-radius: 2px; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem 1.25rem; margin: .8rem 0; font-size: .925rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; margin: 2.2rem 0 .4rem; }
details > .scroll { margin-top: 1rem; }
table { border-collapse: collapse; font-size: .875rem; line-height: 1.35; font-variant-numeric: tabular-nums;
  border-top: 2px solid var(--ink); border-bottom: 2px solid var(--ink); min-width: 24rem; }
caption { text-align: left; padding: 0 0 .6rem; }
caption strong { font-size: 1.1rem; font-weight: 650; }
caption p { margin: .15rem 0 0; max-width: min(48rem, 100vw - 4rem); position: sticky; left: 0; }
caption strong { position: sticky; left: 0; }
th, td { padding: .42rem .8rem; text-align: left; vertical-align: top; }
thead th { border-bottom: 1px solid var(--ink); font-weight: 600; vertical-align: bottom; }
tbody tr + tr > * { border-top: 1px solid var(--rule); }
tbody th { font-weight: 600; white-space: nowrap; }
#what-ran td { overflow-wrap: anywhere; min-width: 8rem; }
.n { text-align: right; white-space: nowrap; }
.ci { display: block; color: var(--soft); font-size: .75rem; font-weight: 400; }
.best { background: var(--best); font-weight: 700; }
.second > span:first-child { text-decoration: underline; text-underline-offset: .2em; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 1.25rem; margin: 1.5rem 0; }
figure { margin: 0; padding: 1rem 1.1rem; background: var(--raised); border: 1px solid var(--rule); border-radius: 6px; min-width: 0; }
figcaption strong { font-weight: 650; }
figcaption p { margin: .1rem 0 .6rem; }
.plot { position: relative; height: 20rem; }
.plot.tall { height: 30rem; }
details { margin: .6rem 0; }
summary { cursor: pointer; color: var(--accent); font-size: .9rem; }
figure details { margin: .6rem 0 0; }
.question { border: 1px solid var(--rule); border-radius: 6px; background: var(--raised); margin: .6rem 0; padding: 0 1rem; }
.question > summary { padding: .65rem 0; color: var(--ink); font-size: 1rem; overflow-wrap: anywhere; }
.question > summary small { color: var(--soft); font-size: .8rem; white-space: nowrap; }
.question table { width: 100%; min-width: 0; table-layout: fixed; }
.question td, .question th { overflow-wrap: anywhere; }
.question .n { width: 5.5rem; }
.question .who { width: 11rem; }
.question tbody th { white-space: normal; }
.question .answer { max-height: 16rem; overflow: auto; white-space: pre-wrap; }
.right { font-weight: 700; }
.steps { margin: .3rem 0 0; padding: 0; list-style: none; font-size: .8rem; line-height: 1.4; color: var(--soft); }
.steps li { margin: .15rem 0; overflow-wrap: anywhere; }
.steps b { color: var(--ink); font-weight: 600; }
.d1 { padding-left: 1rem; } .d2 { padding-left: 2rem; } .d3 { padding-left: 3rem; }
.passages { font-size: .85rem; line-height: 1.45; padding-left: 1.6rem; }
.passages li { margin: .5rem 0; overflow-wrap: anywhere; }
.cut { color: var(--soft); font-style: italic; font-size: .8rem; }
footer { margin-top: 4rem; padding-bottom: 3rem; color: var(--soft); font-size: .85rem; }
@media (max-width: 40rem) {
  header, nav, main, footer { padding-left: 1rem; padding-right: 1rem; }
  header { padding-top: 1.5rem; }
  h1 { font-size: 1.5rem; } h2 { font-size: 1.25rem; }
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; }
  th, td { padding: .4rem .5rem; }
  figure { padding: .75rem; }
  .question .who { width: 6.5rem; } .question .n { width: 3.5rem; }
}
@media print {
  body { font-size: 10pt; background: none; }
  header, nav, main, footer { max-width: none; padding: 0; }
  nav { display: none; }
  figure, tr, .question { break-inside: avoid; }
  h2, h3, caption { break-after: avoid; }
  .scroll { overflow: visible; }
  .charts { grid-template-columns: 1fr; }
  figure details { display: none; }
}
`;
