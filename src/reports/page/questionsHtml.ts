import type { DifferingQuestion, StepLine, SystemAnswer } from '../questions/differingQuestion.ts';
import type { Shortened } from '../questions/shortened.ts';
import { formatNumber, percent } from '../tables/cells.ts';
import { escapeHtml } from './escapeHtml.ts';

/** The questions on which systems differ, each with gold, answers, evidence and steps. */
export function questionsHtml(questions: readonly DifferingQuestion[], label: string): string {
  if (questions.length === 0) return '';
  return [
    '<h3>Where the systems differ</h3>',
    `<p class="soft">The ${questions.length} questions with the largest difference in ${escapeHtml(label)} between two systems. Long texts are cut; the records have them whole.</p>`,
    ...questions.map((question) => questionHtml(question, label)),
  ].join('\n');
}

function questionHtml(question: DifferingQuestion, label: string): string {
  return [
    `<details class="question"><summary>${cut(question.text)} <small>differs by ${percent(question.spread).text}</small></summary>`,
    `<dl><dt>Right</dt><dd>${question.gold.length === 0 ? 'not known' : question.gold.map(cut).join(' · ')}</dd>`,
    `<dt>Question</dt><dd>${escapeHtml(question.id)}</dd></dl>`,
    `<table><thead><tr><th scope="col" class="who">System</th><th scope="col">Answer</th><th scope="col" class="n">${escapeHtml(label)}</th></tr></thead><tbody>`,
    ...question.answers.map(answerHtml),
    '</tbody></table>',
    question.passages.length === 0
      ? ''
      : `<h4>Evidence</h4><ol class="passages">${passagesOf(question)}</ol>`,
    '</details>',
  ].join('\n');
}

function answerHtml(answer: SystemAnswer): string {
  const wrong = answer.status === 'answered' ? '' : `<em>${answer.status}</em> `;
  const more = answer.more === 0 ? '' : ` and ${answer.more} more`;
  const evidence =
    answer.evidence.length === 0
      ? ''
      : `<div class="soft">evidence ${answer.evidence.map((at) => `[${at + 1}]`).join(' ')}${more}</div>`;
  const steps =
    answer.steps.length === 0
      ? ''
      : `<details><summary>${answer.steps.length} ${answer.steps.length === 1 ? 'step' : 'steps'}</summary><ul class="steps">${answer.steps.map(stepHtml).join('')}</ul></details>`;
  return [
    `<tr><th scope="row">${escapeHtml(answer.system)}</th>`,
    `<td><div class="answer${answer.score === 1 ? ' right' : ''}"><bdi>${wrong}${cut(answer.text)}</bdi></div>${evidence}${steps}</td>`,
    `<td class="n">${percent(answer.score).text}</td></tr>`,
  ].join('');
}

function stepHtml({ depth, what, detail, ms }: StepLine): string {
  return `<li class="d${Math.min(depth, 3)}"><b>${escapeHtml(what)}</b> ${formatNumber(ms)} ms <bdi>${cut(detail)}</bdi></li>`;
}

function passagesOf({ passages }: DifferingQuestion): string {
  return passages
    .map(({ id, title, text }) => {
      const body = text === undefined ? '<span class="cut">its text is not on disk</span>' : cut(text);
      return `<li><bdi><strong>${title.text === '' ? escapeHtml(id) : cut(title)}</strong> ${body}</bdi></li>`;
    })
    .join('');
}

function cut({ text, left }: Shortened): string {
  const note =
    left === 0 ? '' : ` <span class="cut">… and ${left.toLocaleString('en-GB')} more characters</span>`;
  return `${escapeHtml(text)}${note}`;
}
